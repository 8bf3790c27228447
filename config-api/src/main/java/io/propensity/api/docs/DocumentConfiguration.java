package io.propensity.api.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * The OpenAPI document is written by hand, examples and all: requests are read as trees, of which
 * springdoc could say nothing. A test holds it to what the service maps.
 */
@Configuration(proxyBeanMethods = false)
class DocumentConfiguration implements WebMvcConfigurer {

  @Bean
  OpenAPI document(@Value("classpath:openapi/openapi.yaml") Resource written) throws IOException {
    try (InputStream yaml = written.getInputStream()) {
      return read(new Yaml(manyAliases()).load(yaml));
    }
  }

  /** The document is also where tools of the Spring world look for it. */
  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addViewController("/v3/api-docs").setViewName("forward:/openapi.json");
  }

  /** The file is ours, and says what many addresses have in common once. */
  private static LoaderOptions manyAliases() {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(1_000);
    return options;
  }

  private static OpenAPI read(Object document) throws JsonProcessingException {
    String json = Json31.mapper().writeValueAsString(document);
    return Json31.mapper().readValue(json, OpenAPI.class);
  }
}
