package io.propensity.api.campaign;

import io.propensity.api.PropensitySettings;
import io.propensity.api.model.ModelUses;
import io.propensity.model.ModelVersion;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The campaigns that name a version of a model, in whichever form. */
@Component
class CampaignsOfModels implements ModelUses {

  private final JdbcClient jdbc;
  private final String modelsRoot;

  CampaignsOfModels(JdbcClient jdbc, PropensitySettings settings) {
    this.jdbc = jdbc;
    this.modelsRoot = settings.modelsRoot();
  }

  @Override
  public List<String> of(ModelVersion version) {
    return jdbc.sql(
            """
            select c.id from campaign c
            join campaign_revision r on r.campaign_id = c.id and r.revision = c.revision
            where c.archived_at is null and r.model_path in (:paths)
            order by c.id limit 10
            """)
        .param("paths", paths(version))
        .query((row, number) -> "campaign " + row.getLong("id"))
        .list();
  }

  private List<String> paths(ModelVersion version) {
    String root = modelsRoot.endsWith("/") ? modelsRoot : modelsRoot + "/";
    return Stream.of("models/", "models:/", root)
        .map(start -> start + version.path())
        .flatMap(path -> Stream.of(path, path + "/"))
        .toList();
  }
}
