package io.propensity.api.lineage;

import io.propensity.api.model.ModelUses;
import io.propensity.model.ModelVersion;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The runs that scored with a version, or are about to: what failed may be tried with another. */
@Component
class RunsOfModels implements ModelUses {

  private final JdbcClient jdbc;

  RunsOfModels(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<String> of(ModelVersion version) {
    return jdbc.sql(
            """
            select run_id from run
            where model_name = :name and model_version = :version and kind = 'prediction'
              and state in ('QUEUED', 'RUNNING', 'SUCCEEDED')
            order by created_at desc, run_id desc limit 3
            """)
        .param("name", version.name())
        .param("version", version.version())
        .query((row, number) -> "run " + row.getString("run_id"))
        .list();
  }
}
