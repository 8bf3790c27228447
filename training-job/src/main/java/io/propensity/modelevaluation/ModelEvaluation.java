package io.propensity.modelevaluation;

import static org.apache.spark.sql.functions.col;

import io.propensity.artifact.Artifact;
import io.propensity.environment.Connectors;
import io.propensity.environment.Environment;
import io.propensity.environment.HadoopPaths;
import io.propensity.evaluation.ClassScores;
import io.propensity.evaluation.Evaluation;
import io.propensity.evaluation.EvaluationPlan;
import io.propensity.evaluation.ScoredTable;
import io.propensity.evaluation.calibration.CalibrationMethod;
import io.propensity.evaluation.paired.Difference;
import io.propensity.evaluation.threshold.ThresholdRule;
import io.propensity.features.Features;
import io.propensity.features.GivenLabels;
import io.propensity.figure.Caption;
import io.propensity.model.Manifest;
import io.propensity.model.Task;
import io.propensity.report.EvaluationFigures;
import io.propensity.report.EvaluationFindings;
import io.propensity.report.EvaluationReport;
import io.propensity.report.MeasuredRows;
import io.propensity.run.ContractException;
import io.propensity.run.RunId;
import io.propensity.run.UsageException;
import io.propensity.scoring.FeatureTable;
import io.propensity.scoring.Scorer;
import io.propensity.scoring.Scorers;
import io.propensity.split.SplitName;
import io.propensity.table.FileSystems;
import io.propensity.table.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scores labelled rows as campaigns are scored, measures, compares and reports. */
final class ModelEvaluation {

  private static final Logger LOG = LoggerFactory.getLogger(ModelEvaluation.class);

  private final SparkSession spark;
  private final Environment where;
  private final Request request;
  private final RunId run;
  private final Instant now;
  private final LocalDate day;

  ModelEvaluation(SparkSession spark, Environment where, Request request, RunId run, Instant now) {
    this.spark = spark;
    this.where = where;
    this.request = request;
    this.run = run;
    this.now = now;
    this.day = LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  /**
   * What is measured on.
   *
   * @param label empty for what the manifest says
   */
  record Request(
      String data, Optional<String> label, Optional<String> weight, List<String> segments) {

    Request {
      segments = List.copyOf(segments);
    }
  }

  /**
   * Measures one or two versions.
   *
   * @return a table for people
   * @throws ContractException when the data does not fit, or the models do not predict the same
   */
  String run(Artifact champion, Optional<Artifact> challenger) {
    List<Artifact> models = new ArrayList<>(List.of(champion));
    challenger.ifPresent(models::add);
    Manifest first = champion.manifest();
    Optional<Comparison> comparison =
        challenger.map(other -> new Comparison(first, other.manifest()));
    comparison.ifPresent(Comparison::require);
    Path report = report();
    Dataset<Row> data =
        Tables.read(
            spark, "data", request.data(), "pass --data TABLE, a directory of Parquet files");
    List<String> segments =
        request.segments().stream().map(name -> column(data, "--segments", name)).toList();
    GivenLabels labels = GivenLabels.of(data, first, request.label(), day);
    List<String> kept = new ArrayList<>(List.of(Features.LABEL));
    Dataset<Row> rows = labels.rows();
    if (request.weight().isPresent()) {
      rows = weighted(rows, request.weight().get());
      kept.add(ScoredTable.WEIGHT);
    }
    List<Scorer> scorers = new ArrayList<>();
    try {
      models.forEach(model -> scorers.add(Scorers.load(spark, model)));
      Dataset<Row> scored =
          new ScoredData(day, kept, segments)
              .of(rows, models, scorers)
              .persist(StorageLevel.MEMORY_AND_DISK());
      try {
        EvaluationFindings findings = measure(scored, models, comparison, labels, segments);
        EvaluationReport.write(Connectors.open(report, hadoop()), report, findings);
        LOG.info("Evaluation: the report is {}", FileSystems.display(report));
        return findings.summary()
            + "Report: %s/index.html%n".formatted(FileSystems.display(report));
      } finally {
        scored.unpersist();
      }
    } finally {
      scorers.forEach(Scorer::close);
    }
  }

  private EvaluationFindings measure(
      Dataset<Row> scored,
      List<Artifact> models,
      Optional<Comparison> comparison,
      GivenLabels labels,
      List<String> segments) {
    List<EvaluationFindings.Measured> measured = new ArrayList<>();
    for (int number = 0; number < models.size(); number++) {
      measured.add(measured(scored, number, models.get(number).manifest(), segments));
    }
    boolean both = Double.isFinite(measured.get(0).evaluation().metric(SplitName.TEST, "roc_auc"));
    List<Difference> differences =
        comparison.map(two -> two.of(scored, labels.labelled(), both)).orElse(List.of());
    return new EvaluationFindings(
        run,
        now,
        request.data(),
        labels.labelled(),
        labels.unlabelled(),
        measured,
        differences,
        warnings(models));
  }

  private EvaluationFindings.Measured measured(
      Dataset<Row> scored, int number, Manifest manifest, List<String> segments) {
    ScoredTable table = ScoredData.table(scored, number, manifest);
    Evaluation evaluation =
        Evaluation.of(
            table,
            new EvaluationPlan(
                new ThresholdRule.Fixed(Comparison.threshold(manifest)),
                CalibrationMethod.NONE,
                segments,
                SplitName.TEST));
    ClassScores scores =
        manifest.task() == Task.BINARY
            ? ClassScores.of(table.rows(), table.classes())
            : new ClassScores(Map.of());
    Map<String, byte[]> pictures = new LinkedHashMap<>();
    if (where.drawsFigures()) {
      EvaluationFigures.of(
              new Caption(manifest.modelVersion().toString(), day),
              evaluation,
              scores,
              MeasuredRows.NEW)
          .forEach((name, figure) -> pictures.put(name, figure.png()));
    }
    return new EvaluationFindings.Measured(manifest.modelVersion(), evaluation, pictures);
  }

  /** The rows that a model was fitted on tell nothing of how good it is. */
  private List<String> warnings(List<Artifact> models) {
    String location = HadoopPaths.of(request.data()).toUri().getPath();
    return models.stream()
        .map(Artifact::manifest)
        .filter(
            manifest ->
                HadoopPaths.of(manifest.trainingData().uri()).toUri().getPath().equals(location))
        .map(
            manifest ->
                "Model %s was trained on rows of this very table: its metrics are too good"
                    .formatted(manifest.modelVersion()))
        .toList();
  }

  private Dataset<Row> weighted(Dataset<Row> rows, String given) {
    String name = column(rows, "--weight", given);
    Dataset<Row> weighted =
        rows.withColumn(ScoredTable.WEIGHT, rows.col(FeatureTable.quoted(name)).try_cast("double"));
    long bad =
        weighted
            .filter(
                col(ScoredTable.WEIGHT)
                    .isNull()
                    .or(col(ScoredTable.WEIGHT).gt(0).equalTo(false))
                    .or(col(ScoredTable.WEIGHT).equalTo(Double.NaN))
                    .or(col(ScoredTable.WEIGHT).equalTo(Double.POSITIVE_INFINITY)))
            .count();
    if (bad > 0) {
      throw new ContractException(
          "%d rows of the data have a weight '%s' that is no number above 0: leave them out, or give them one"
              .formatted(bad, name));
    }
    return weighted;
  }

  private static String column(Dataset<Row> rows, String option, String given) {
    return Arrays.stream(rows.columns())
        .filter(given::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(
            () ->
                new ContractException(
                    "%s: the data has no column '%s'. The columns are %s"
                        .formatted(option, given, String.join(", ", rows.columns()))));
  }

  /** The directory of the report, which no other run has. */
  private Path report() {
    Path root = new Path(HadoopPaths.of(where.roots().reports()), "evaluations");
    Path directory = new Path(root, run.value());
    FileSystem files = Connectors.open(directory, hadoop());
    try {
      if (files.exists(directory)) {
        throw new UsageException(
            "Run id '%s' was used: choose another, or leave --run-id out; its report is %s"
                .formatted(run, FileSystems.display(directory)));
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look for " + directory, e);
    }
  }

  private org.apache.hadoop.conf.Configuration hadoop() {
    return spark.sessionState().newHadoopConf();
  }
}
