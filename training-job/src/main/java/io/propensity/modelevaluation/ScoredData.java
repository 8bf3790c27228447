package io.propensity.modelevaluation;

import static org.apache.spark.sql.functions.lit;

import io.propensity.artifact.Artifact;
import io.propensity.evaluation.ScoredTable;
import io.propensity.model.Feature;
import io.propensity.model.InputColumn;
import io.propensity.model.Manifest;
import io.propensity.model.Task;
import io.propensity.scoring.FeatureTable;
import io.propensity.scoring.Scorer;
import io.propensity.split.SplitName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Labelled rows with the scores of one model after the other, all in one row, so that nothing has
 * to be joined.
 */
final class ScoredData {

  /** Begins the names of columns that the next model still needs. */
  private static final String LATER = "_later_";

  /** Begins the names of a model's scores; its number follows. */
  private static final String OF_MODEL = "_model_";

  /** Begins the names of the columns of segments, which a model may read too, in its own type. */
  private static final String SEGMENT = "_segment_";

  private final LocalDate day;
  private final List<String> kept;
  private final List<String> segments;

  /**
   * For rows that carry columns along.
   *
   * @param kept columns that no model reads: the label, the weight
   * @param segments columns of the rows that a model may read too
   */
  ScoredData(LocalDate day, List<String> kept, List<String> segments) {
    this.day = day;
    this.kept = List.copyOf(kept);
    this.segments = List.copyOf(segments);
  }

  /** What is kept, the segments, the split, which is test, and the scores of all models. */
  Dataset<Row> of(Dataset<Row> rows, List<Artifact> models, List<Scorer> scorers) {
    List<String> along = new ArrayList<>(kept);
    along.add(SplitName.COLUMN);
    Dataset<Row> scored = rows.withColumn(SplitName.COLUMN, lit(SplitName.TEST.label()));
    for (String segment : segments) {
      scored = scored.withColumn(SEGMENT + segment, scored.col(FeatureTable.quoted(segment)));
      along.add(SEGMENT + segment);
    }
    for (int number = 0; number < models.size(); number++) {
      List<String> later =
          needed(scored, models.subList(number + 1, models.size())).stream().toList();
      scored = score(scored, models.get(number).manifest(), scorers.get(number), along, later);
      for (String added : added(models.get(number).manifest())) {
        scored = scored.withColumnRenamed(added, name(number, added));
        along.add(name(number, added));
      }
    }
    for (String segment : segments) {
      scored = scored.withColumnRenamed(SEGMENT + segment, segment);
    }
    return scored;
  }

  /** The table of one model's scores, under the names that an evaluation reads. */
  static ScoredTable table(Dataset<Row> scored, int number, Manifest manifest) {
    Dataset<Row> rows = scored;
    for (String added : added(manifest)) {
      rows = rows.withColumnRenamed(name(number, added), added);
    }
    return new ScoredTable(rows, manifest.task(), classes(manifest));
  }

  /** In the order of the label's numbers: of a binary model the positive one last. */
  static List<String> classes(Manifest manifest) {
    if (manifest.task() != Task.BINARY) {
      return manifest.classes();
    }
    String positive = String.valueOf(manifest.positiveClass());
    String negative =
        manifest.classes().stream().filter(name -> !name.equals(positive)).findFirst().orElse("");
    return List.of(negative, positive);
  }

  static String name(int number, String column) {
    return OF_MODEL + number + "_" + column;
  }

  private Dataset<Row> score(
      Dataset<Row> rows, Manifest manifest, Scorer scorer, List<String> along, List<String> later) {
    Dataset<Row> ahead = rows;
    List<String> carried = new ArrayList<>(along);
    for (String column : later) {
      ahead = ahead.withColumn(LATER + column, ahead.col(FeatureTable.quoted(column)));
      carried.add(LATER + column);
    }
    boolean made = hasInputs(rows, manifest);
    Dataset<Row> features =
        FeatureTable.of(
            ahead,
            "The data does not fit model %s".formatted(manifest.modelVersion()),
            carried,
            made ? manifest.inputs() : asInputs(manifest.features()),
            made ? manifest.derived() : List.of(),
            day);
    Dataset<Row> scored = scorer.score(features, carried);
    for (String column : later) {
      scored = scored.withColumnRenamed(LATER + column, column);
    }
    return scored;
  }

  /** Columns of the rows that models read, by the rows' own names. */
  private static Set<String> needed(Dataset<Row> rows, List<Artifact> models) {
    Set<String> needed = new LinkedHashSet<>();
    for (Artifact model : models) {
      Manifest manifest = model.manifest();
      List<InputColumn> read =
          hasInputs(rows, manifest) ? manifest.inputs() : asInputs(manifest.features());
      for (InputColumn input : read) {
        Arrays.stream(rows.columns()).filter(input.name()::equalsIgnoreCase).forEach(needed::add);
      }
    }
    return needed;
  }

  /** Where they are not all there, the features themselves may be. */
  private static boolean hasInputs(Dataset<Row> rows, Manifest manifest) {
    boolean inputs = manifest.inputs().stream().allMatch(input -> has(rows, input.name()));
    boolean features = manifest.features().stream().allMatch(feature -> has(rows, feature.name()));
    return inputs || !features;
  }

  private static boolean has(Dataset<Row> rows, String name) {
    return Arrays.stream(rows.columns()).anyMatch(name::equalsIgnoreCase);
  }

  private static List<InputColumn> asInputs(List<Feature> features) {
    return features.stream()
        .map(feature -> new InputColumn(feature.name(), feature.type()))
        .toList();
  }

  private static List<String> added(Manifest manifest) {
    return manifest.task() == Task.MULTICLASS
        ? List.of(Scorer.SCORE, Scorer.PREDICTED_CLASS, Scorer.CLASS_PROBABILITIES)
        : List.of(Scorer.SCORE);
  }
}
