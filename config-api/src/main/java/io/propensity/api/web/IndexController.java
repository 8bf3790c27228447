package io.propensity.api.web;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Leads whoever knows the service's address alone to what can be done there. */
@RestController
class IndexController {

  /** The addresses from which all others can be found. */
  record Index(String campaigns, String documentation, String openapi, String health) {}

  private static final Index INDEX =
      new Index("/campaigns", "/docs", "/openapi.json", "/actuator/health/readiness");

  private final StartPage start;

  IndexController(StartPage start) {
    this.start = start;
  }

  @GetMapping(
      path = "/",
      produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_HTML_VALUE})
  ResponseEntity<Index> index(@RequestHeader HttpHeaders headers) {
    if (isOfABrowser(headers)) {
      return ResponseEntity.status(HttpStatus.FOUND)
          .location(start.address())
          .varyBy(HttpHeaders.ACCEPT)
          .build();
    }
    return ResponseEntity.ok()
        .varyBy(HttpHeaders.ACCEPT)
        .contentType(MediaType.APPLICATION_JSON)
        .body(INDEX);
  }

  /** A browser asks for HTML by name; other clients take whatever comes, or name JSON. */
  private static boolean isOfABrowser(HttpHeaders headers) {
    List<MediaType> accepted = headers.getAccept();
    return accepted.stream().anyMatch(MediaType.TEXT_HTML::equalsTypeAndSubtype)
        && accepted.stream().noneMatch(MediaType.APPLICATION_JSON::equalsTypeAndSubtype);
  }
}
