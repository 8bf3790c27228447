package io.propensity.api.audience;

import io.propensity.api.web.QueryParameters;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class AudienceController implements AudienceOperations {

  private final AudienceService audiences;

  AudienceController(AudienceService audiences) {
    this.audiences = audiences;
  }

  @Override
  public ResponseEntity<Preview> preview(JsonNode body) {
    return shown(audiences.preview(body));
  }

  @Override
  public ResponseEntity<TableColumns> columns(MultiValueMap<String, String> parameters) {
    QueryParameters query = new QueryParameters(parameters, List.of("table"));
    String table = query.text("table", PreviewRequest.LONGEST_TABLE);
    query.requireNone();
    return shown(audiences.columns(table.isEmpty() ? null : table));
  }

  /** What users' values say is kept by nobody on the way. */
  private static <T> ResponseEntity<T> shown(T answer) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer);
  }
}
