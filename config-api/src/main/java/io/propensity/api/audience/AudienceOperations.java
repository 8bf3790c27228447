package io.propensity.api.audience;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/** The addresses of audiences and of the tables that they are taken from. */
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
interface AudienceOperations {

  @PostMapping(path = "/audiences/preview", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Preview> preview(@RequestBody JsonNode body);

  @GetMapping("/users-tables/columns")
  ResponseEntity<TableColumns> columns(@RequestParam MultiValueMap<String, String> parameters);
}
