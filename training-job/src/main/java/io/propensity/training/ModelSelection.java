package io.propensity.training;

import static org.apache.spark.sql.functions.lit;

import io.propensity.algorithm.Algorithm;
import io.propensity.algorithm.FittedModel;
import io.propensity.evaluation.Evaluation;
import io.propensity.evaluation.EvaluationPlan;
import io.propensity.evaluation.ScoredTable;
import io.propensity.features.Features;
import io.propensity.pipeline.CrossValidation;
import io.propensity.pipeline.Pipeline;
import io.propensity.pipeline.Tuning;
import io.propensity.run.ContractException;
import io.propensity.scoring.ModelOutput;
import io.propensity.scoring.Scorer;
import io.propensity.scoring.Scorers;
import io.propensity.split.Folds;
import io.propensity.split.SplitName;
import io.propensity.split.TrainingSet;
import io.propensity.split.TrainingTable;
import io.propensity.tuning.Fold;
import io.propensity.tuning.FoldScore;
import io.propensity.tuning.FoldTraining;
import io.propensity.tuning.IterationChoice;
import io.propensity.tuning.Objective;
import io.propensity.tuning.ParameterSearch;
import io.propensity.tuning.Spread;
import io.propensity.tuning.TimeLeft;
import io.propensity.tuning.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses what is fitted in the end: by trials and by cross-validation, where the pipeline asks.
 */
final class ModelSelection {

  private static final Logger LOG = LoggerFactory.getLogger(ModelSelection.class);

  private final Pipeline pipeline;
  private final Consumer<List<Trial>> listener;

  /**
   * For one pipeline.
   *
   * @param listener receives the trials that are done, each time that one is
   */
  ModelSelection(Pipeline pipeline, Consumer<List<Trial>> listener) {
    this.pipeline = pipeline;
    this.listener = listener;
  }

  /**
   * What was chosen.
   *
   * @param chosen what the search set beside the pipeline's own parameters
   * @param trials the best first; empty where none was asked for
   */
  record Selected(
      Algorithm algorithm,
      Map<String, Object> chosen,
      List<Trial> trials,
      Optional<Trial> crossValidation) {}

  /**
   * Searches, then validates what was found.
   *
   * @throws ContractException when the rows do not suffice for the folds
   */
  Selected run(TrainingTable table, Algorithm algorithm) {
    List<Trial> trials = search(table, algorithm);
    Map<String, Object> chosen = trials.isEmpty() ? Map.of() : trials.get(0).parameters();
    Algorithm best = algorithm.with(chosen);
    CrossValidation wanted = pipeline.crossValidation();
    if (wanted == null) {
      return new Selected(best, chosen, trials, Optional.empty());
    }
    Trial validated = validate(table, best, wanted);
    return new Selected(best.with(validated.parameters()), chosen, trials, Optional.of(validated));
  }

  private List<Trial> search(TrainingTable table, Algorithm algorithm) {
    Tuning tuning = pipeline.tuning();
    if (tuning == null) {
      return List.of();
    }
    Long seed = tuning.seed();
    List<Fold> folds = folds(table, tuning.foldsOrDefault(), 1);
    return new ParameterSearch(
            tuning,
            Objective.of(pipeline),
            new FoldTraining(folds, (model, rows) -> measure(table, model, rows)),
            seed == null ? pipeline.split().seedOrDefault() : seed,
            listener)
        .run(algorithm);
  }

  private Trial validate(TrainingTable table, Algorithm algorithm, CrossValidation wanted) {
    Instant start = Instant.now();
    List<Fold> folds = folds(table, wanted.foldsOrDefault(), wanted.repeatsOrDefault());
    FoldTraining.Measure measure = (model, rows) -> measure(table, model, rows);
    FoldLog log = new FoldLog(wanted);
    IterationChoice.Chosen validated =
        wanted.choosesIterations()
            ? new IterationChoice(algorithm).run(folds, measure, log::tell)
            : new IterationChoice.Chosen(
                Map.of(), new FoldTraining(folds, measure).run(algorithm, log::tell));
    Trial trial =
        new Trial(
            0,
            validated.parameters(),
            validated.folds(),
            Duration.between(start, Instant.now()).toMillis() / 1000.0);
    String metric = Objective.of(pipeline.task()).metric();
    Spread spread = trial.spread(metric);
    LOG.info(
        "Cross-validation: {} {} ± {} over {} folds",
        metric,
        String.format(Locale.ROOT, "%.4f", spread.mean()),
        String.format(Locale.ROOT, "%.4f", spread.deviation()),
        spread.values());
    return trial;
  }

  /** Of the rows that are trained on; those of the test split are not touched. */
  private List<Fold> folds(TrainingTable table, int folds, int repeats) {
    TrainingSet all = table.fitting(pipeline);
    List<Fold> dealt = new ArrayList<>();
    for (int repeat = 0; repeat < repeats; repeat++) {
      Folds parts = Folds.of(all, pipeline.split(), folds, repeat);
      for (int number = 0; number < folds; number++) {
        Folds.Fold fold = parts.fold(number);
        dealt.add(new Fold(repeat, number, fold.fitting(), fold.heldOut()));
      }
    }
    return dealt;
  }

  /** Measures as the evaluation does, on rows that are all taken for the test split's. */
  private Map<String, Double> measure(TrainingTable table, FittedModel model, Dataset<Row> rows) {
    Dataset<Row> test = rows.withColumn(SplitName.COLUMN, lit(SplitName.TEST.label()));
    Set<String> kept = new LinkedHashSet<>(List.of(Features.LABEL, SplitName.COLUMN));
    if (table.recipe().weighted()) {
      kept.add(ScoredTable.WEIGHT);
    }
    Object loss = model.parameters().getOrDefault("loss_function", "");
    try (Scorer scorer =
        Scorers.load(
            rows.sparkSession(),
            "a model of the cross-validation",
            model.flavor(),
            model.files(),
            table.columns().features(),
            ModelOutput.of(
                pipeline.task(),
                table.classes(),
                table.positive().orElse(null),
                loss.toString()))) {
      Dataset<Row> scored = scorer.score(test, List.copyOf(kept)).cache();
      try {
        return Evaluation.of(
                new ScoredTable(scored, pipeline.task(), table.classes()), EvaluationPlan.DEFAULT)
            .metrics()
            .getOrDefault(SplitName.TEST.label(), Map.of());
      } finally {
        scored.unpersist();
      }
    }
  }

  /** Tells of the folds of a cross-validation as they are done. */
  private static final class FoldLog {

    private final long start = System.nanoTime();
    private final CrossValidation wanted;
    private final int fits;
    private int done;

    FoldLog(CrossValidation wanted) {
      this.wanted = wanted;
      int folds = wanted.foldsOrDefault() * wanted.repeatsOrDefault();
      this.fits = wanted.choosesIterations() ? 2 * folds : folds;
    }

    void tell(FoldScore score) {
      done++;
      LOG.info(
          "Cross-validation: fold {} of {}, repeat {} of {}{}; about {} s left",
          score.fold() + 1,
          wanted.foldsOrDefault(),
          score.repeat() + 1,
          wanted.repeatsOrDefault(),
          score.metrics().isEmpty() ? ", watched" : ": " + score.metrics(),
          TimeLeft.seconds((System.nanoTime() - start) / 1e9, done, fits, null));
    }
  }
}
