package io.propensity.api.audience;

import io.propensity.api.web.QueryParameters;
import io.propensity.campaign.UsersSettings;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class AudienceController implements AudienceOperations {

  private static final String PARTITION = "partition";
  private static final String SNAPSHOT = "snapshot";

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
    QueryParameters query = new QueryParameters(parameters, List.of("table", PARTITION, SNAPSHOT));
    String table = query.text("table", PreviewRequest.LONGEST_TABLE);
    Map<String, String> partition =
        query.text(PARTITION).map(text -> part(text, query)).orElse(Map.of());
    String snapshot = query.text(SNAPSHOT).orElse(null);
    query.requireNone();
    return shown(
        audiences.columns(
            new AskedTable(
                table.isEmpty() ? null : table,
                new UsersSettings(null, null, partition, snapshot))));
  }

  private static Map<String, String> part(String text, QueryParameters query) {
    try {
      return UsersSettings.parsePartition(text);
    } catch (IllegalArgumentException refused) {
      query.wrong(PARTITION, String.valueOf(refused.getMessage()));
      return Map.of();
    }
  }

  /** What users' values say is kept by nobody on the way. */
  private static <T> ResponseEntity<T> shown(T answer) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer);
  }
}
