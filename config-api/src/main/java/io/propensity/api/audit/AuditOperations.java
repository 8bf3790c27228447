package io.propensity.api.audit;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The address of the audit log. */
@RequestMapping(path = "/audit", produces = MediaType.APPLICATION_JSON_VALUE)
interface AuditOperations {

  @GetMapping
  ResponseEntity<List<AuditRow>> list(@RequestParam MultiValueMap<String, String> parameters);
}
