package io.propensity.api.lineage;

import io.propensity.api.model.ModelRegistry;
import io.propensity.api.run.Run;
import io.propensity.api.run.RunService;
import io.propensity.model.Manifest;
import io.propensity.model.ModelVersion;
import io.propensity.model.TrainingData;
import io.propensity.report.RunKind;
import io.propensity.run.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Follows a run back to what it was made of, by what runs, campaigns and manifests say. */
@Service
public class Lineage {

  private final RunService runs;
  private final ModelRegistry models;

  Lineage(RunService runs, ModelRegistry models) {
    this.runs = runs;
    this.models = models;
  }

  /** The run itself first, then each thing after the one that leads to it. */
  @Transactional(readOnly = true)
  public List<LineageNode> of(RunId id) {
    return of(runs.get(id));
  }

  /** As {@link #of(RunId)}; empty where there is no such run. */
  @Transactional(readOnly = true)
  public Optional<List<LineageNode>> find(RunId id) {
    return runs.find(id).map(this::of);
  }

  private List<LineageNode> of(Run run) {
    return run.kind() == RunKind.PREDICTION ? ofPrediction(run) : ofTraining(run);
  }

  private List<LineageNode> ofPrediction(Run run) {
    String id = run.runId().value();
    List<LineageNode> nodes = new ArrayList<>();
    nodes.add(new LineageNode(LineageNode.Type.PREDICTION_RUN, id, null, null, "/runs/" + id));
    if (run.campaignId() != null && run.campaignRevision() != null) {
      nodes.add(campaign(run.campaignId(), run.campaignRevision(), id));
    }
    nodes.addAll(tables(run.snapshots(), id));
    if (run.model() != null) {
      nodes.addAll(version(run.model().modelVersion(), id));
    }
    return nodes;
  }

  /** What it published comes last: the tables it read are the run's own. */
  private List<LineageNode> ofTraining(Run run) {
    String id = run.runId().value();
    List<LineageNode> nodes = new ArrayList<>();
    nodes.add(new LineageNode(LineageNode.Type.TRAINING_RUN, id, null, null, "/runs/" + id));
    nodes.addAll(tables(run.snapshots(), id));
    if (run.model() != null) {
      nodes.add(node(run.model().modelVersion(), id));
    }
    return nodes;
  }

  private static LineageNode campaign(long id, int revision, String of) {
    return new LineageNode(
        LineageNode.Type.CAMPAIGN_REVISION,
        "%d/%d".formatted(id, revision),
        of,
        null,
        "/campaigns/%d/revisions/%d".formatted(id, revision));
  }

  /** A version and, where its manifest is known, the run and the tables that it comes from. */
  private List<LineageNode> version(ModelVersion version, String of) {
    List<LineageNode> nodes = new ArrayList<>();
    nodes.add(node(version, of));
    if (models.find(version).isPresent()) {
      Manifest manifest = models.manifest(version);
      RunId training = manifest.runId();
      nodes.add(
          new LineageNode(
              LineageNode.Type.TRAINING_RUN,
              training.value(),
              version.toString(),
              null,
              runs.find(training).isPresent() ? "/runs/" + training : null));
      nodes.addAll(tables(manifest.trainingData(), training.value()));
    }
    return nodes;
  }

  private LineageNode node(ModelVersion version, String of) {
    return new LineageNode(
        LineageNode.Type.MODEL_VERSION,
        version.toString(),
        of,
        null,
        models.find(version).isPresent()
            ? "/models/%s/versions/%d".formatted(version.name(), version.version())
            : null);
  }

  private static List<LineageNode> tables(TrainingData data, String of) {
    List<LineageNode> nodes = new ArrayList<>();
    nodes.add(new LineageNode(LineageNode.Type.TABLE, data.uri(), of, data.snapshot(), null));
    nodes.addAll(tables(data.sources(), of));
    return nodes;
  }

  private static List<LineageNode> tables(@Nullable Map<String, Long> snapshots, String of) {
    return snapshots == null
        ? List.of()
        : snapshots.entrySet().stream()
            .map(
                table ->
                    new LineageNode(
                        LineageNode.Type.TABLE, table.getKey(), of, table.getValue(), null))
            .toList();
  }
}
