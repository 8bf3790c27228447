package io.propensity.api.lineage;

import io.propensity.api.campaign.CampaignsOfModels;
import io.propensity.api.model.ModelRegistry;
import io.propensity.api.model.RegisteredModel;
import io.propensity.api.model.RegisteredVersion;
import io.propensity.api.run.Run;
import io.propensity.api.run.RunQuery;
import io.propensity.api.run.RunService;
import io.propensity.api.web.NextPage;
import io.propensity.model.ModelVersion;
import java.util.List;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

@RestController
class LineageController implements LineageOperations {

  private static final int MOST_CAMPAIGNS = 100;

  private final Lineage lineage;
  private final ModelRegistry models;
  private final CampaignsOfModels campaigns;
  private final RunService runs;

  LineageController(
      Lineage lineage, ModelRegistry models, CampaignsOfModels campaigns, RunService runs) {
    this.lineage = lineage;
    this.models = models;
    this.campaigns = campaigns;
    this.runs = runs;
  }

  @Override
  public List<LineageNode> ofRun(String id) {
    return lineage.of(RunService.id(id));
  }

  @Override
  public ResponseEntity<VersionUses> uses(
      String name, String version, MultiValueMap<String, String> parameters) {
    ModelVersion named = models.named(name, version);
    RegisteredVersion registered = models.version(named);
    RunQuery query = RunQuery.ofUses(named, parameters);
    ResponseEntity<List<Run>> page =
        NextPage.of(
            runs.list(query),
            query.size(),
            last -> RunQuery.Cursor.of(last).text(),
            ServletUriComponentsBuilder.fromCurrentRequest());
    return ResponseEntity.ok()
        .headers(page.getHeaders())
        .body(
            new VersionUses(
                named.name(),
                named.version(),
                registered.aliases(),
                campaigns.using(registered, isLatest(registered), MOST_CAMPAIGNS),
                Objects.requireNonNull(page.getBody())));
  }

  private boolean isLatest(RegisteredVersion version) {
    return models
        .find(version.name())
        .map(RegisteredModel::latestVersion)
        .filter(latest -> latest == version.version())
        .isPresent();
  }
}
