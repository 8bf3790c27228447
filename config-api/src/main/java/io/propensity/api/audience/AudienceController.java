package io.propensity.api.audience;

import io.propensity.api.audience.table.WarehouseFiles;
import io.propensity.api.environment.JobEnvironment;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.web.QueryParameters;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class AudienceController implements AudienceOperations {

  private final Audiences audiences;
  private final ColumnReport report;
  private final WarehouseFiles warehouse;
  private final JobEnvironment environment;

  AudienceController(
      Audiences audiences,
      ColumnReport report,
      WarehouseFiles warehouse,
      JobEnvironment environment) {
    this.audiences = audiences;
    this.report = report;
    this.warehouse = warehouse;
    this.environment = environment;
  }

  @Override
  public ResponseEntity<Preview> preview(JsonNode body) {
    PreviewRequest request = PreviewRequest.read(body, warehouse);
    return shown(audiences.preview(request.filter(), environment.table(request.usersTable())));
  }

  @Override
  public ResponseEntity<TableColumns> columns(MultiValueMap<String, String> parameters) {
    QueryParameters query = new QueryParameters(parameters, List.of("table"));
    String table = query.text("table", PreviewRequest.LONGEST_TABLE);
    query.requireNone();
    String name = environment.table(table.isEmpty() ? null : table);
    PreviewRequest.checkTable("table", name, warehouse)
        .ifPresent(
            wrong -> {
              throw ProblemException.invalidFields(List.of(wrong));
            });
    return shown(report.of(name));
  }

  /** What users' values say is kept by nobody on the way. */
  private static <T> ResponseEntity<T> shown(T answer) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer);
  }
}
