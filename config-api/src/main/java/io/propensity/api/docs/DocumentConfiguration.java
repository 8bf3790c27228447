package io.propensity.api.docs;

import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The OpenAPI document and its page. The document is written by hand, examples and all: requests
 * are read as trees, of which no generator could say anything. A test holds it to what the service
 * maps.
 */
@Configuration(proxyBeanMethods = false)
class DocumentConfiguration {

  private static final URI PAGE = URI.create("/docs/index.html");

  /** The document is also where tools of the Spring world look for it. */
  @Bean
  RouterFunction<ServerResponse> documentation(Document document) {
    return RouterFunctions.route()
        .GET("/openapi.json", request -> document.answer())
        .GET("/v3/api-docs", request -> document.answer())
        .GET("/docs", request -> ServerResponse.status(HttpStatus.FOUND).location(PAGE).build())
        .build();
  }
}
