package io.propensity.api.audience;

import io.propensity.api.audience.table.WarehouseFiles;
import io.propensity.api.environment.JobEnvironment;
import io.propensity.api.problem.ProblemException;
import java.util.List;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** What clients and the console ask of users tables. */
@Service
public class AudienceService {

  private final Audiences audiences;
  private final ColumnReport report;
  private final WarehouseFiles warehouse;
  private final JobEnvironment environment;

  AudienceService(
      Audiences audiences,
      ColumnReport report,
      WarehouseFiles warehouse,
      JobEnvironment environment) {
    this.audiences = audiences;
    this.report = report;
    this.warehouse = warehouse;
    this.environment = environment;
  }

  /**
   * Whom a filter means.
   *
   * @param body {@code audience_filter}, and {@code users_table} where it is not the default, and
   *     {@code users}
   */
  public Preview preview(JsonNode body) {
    PreviewRequest request = PreviewRequest.read(body, warehouse);
    return audiences.preview(
        request.filter(), environment.table(request.table().name()), request.table().settings());
  }

  /** What a users table holds, or the part of it that is read. */
  public TableColumns columns(AskedTable asked) {
    String table = environment.table(asked.name());
    PreviewRequest.checkTable("table", table, warehouse)
        .ifPresent(
            wrong -> {
              throw ProblemException.invalidFields(List.of(wrong));
            });
    return report.of(table, asked.settings());
  }
}
