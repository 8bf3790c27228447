package io.propensity.api.audit;

import io.propensity.api.web.NextPage;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

@RestController
class AuditController implements AuditOperations {

  private final AuditLog log;

  AuditController(AuditLog log) {
    this.log = log;
  }

  @Override
  public ResponseEntity<List<AuditRow>> list(MultiValueMap<String, String> parameters) {
    AuditQuery query = AuditQuery.of(parameters);
    return NextPage.of(
        log.read(query),
        query.size(),
        last -> AuditQuery.Key.of(last).text(),
        ServletUriComponentsBuilder.fromCurrentRequest());
  }
}
