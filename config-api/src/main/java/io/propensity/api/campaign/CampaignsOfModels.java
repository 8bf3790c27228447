package io.propensity.api.campaign;

import io.propensity.api.PropensitySettings;
import io.propensity.api.model.ModelUses;
import io.propensity.api.model.RegisteredVersion;
import io.propensity.model.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The campaigns that name a version of a model, in whichever form. */
@Component
public class CampaignsOfModels implements ModelUses {

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

  /**
   * The live campaigns that are scored with a version, the oldest first; at most so many.
   *
   * @param version with the aliases that point at it
   * @param isLatest whether it is the newest of its model
   */
  public List<CampaignUse> using(RegisteredVersion version, boolean isLatest, int most) {
    return jdbc.sql(
            """
            select c.id, r.revision, r.name, r.model_path from campaign c
            join campaign_revision r on r.campaign_id = c.id and r.revision = c.revision
            where c.archived_at is null and r.model_path in (:paths)
            order by c.id limit :most
            """)
        .param("paths", paths(version, isLatest))
        .param("most", most)
        .query(
            (row, number) ->
                CampaignUse.of(
                    row.getLong("id"),
                    row.getInt("revision"),
                    row.getString("name"),
                    row.getString("model_path")))
        .list();
  }

  private List<String> paths(RegisteredVersion version, boolean isLatest) {
    List<String> paths = new ArrayList<>(paths(version.modelVersion()));
    String model = "models:/" + version.name();
    version.aliases().forEach(alias -> paths.add(model + "@" + alias));
    if (isLatest) {
      paths.addAll(List.of(model + "/latest", model + "/latest/"));
    }
    return paths;
  }

  private List<String> paths(ModelVersion version) {
    String root = modelsRoot.endsWith("/") ? modelsRoot : modelsRoot + "/";
    return Stream.of("models/", "models:/", root)
        .map(start -> start + version.path())
        .flatMap(path -> Stream.of(path, path + "/"))
        .toList();
  }
}
