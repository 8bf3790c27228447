package io.propensity.scoring;

import io.propensity.report.PredictionColumns;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A model at work, of whichever flavor: a feature table in, kept columns and scores out. What is
 * added says {@link ModelOutput#columns}: always {@link #SCORE}, and for several classes also
 * {@link #PREDICTED_CLASS} and {@link #CLASS_PROBABILITIES}. {@link Scorers} makes one of an
 * artifact.
 */
public sealed interface Scorer extends AutoCloseable permits CatBoostScorer, MllibScorer {

  /**
   * DOUBLE: the probability of the positive class, of the most probable class, or a regression's
   * value.
   */
  String SCORE = "prediction_score";

  /** STRING: the most probable class; of two alike the earlier one. */
  String PREDICTED_CLASS = "predicted_class";

  /** ARRAY of DOUBLE: a probability for each class, in the order of the manifest's classes. */
  String CLASS_PROBABILITIES = PredictionColumns.CLASS_PROBABILITIES;

  /**
   * STRUCT: why a row has its score, where a scorer {@linkplain CatBoostScorer#explaining explains}
   * it: {@code base}, {@code raised} and {@code lowered} (each a feature and its SHAP value, the
   * strongest first), {@code others}; they sum up to the raw score.
   */
  String EXPLANATION = PredictionColumns.EXPLANATION;

  /**
   * Scores every row.
   *
   * @param featureTable as {@link FeatureTable#of} makes it; a shuffle in it runs in this call
   * @param kept the columns of {@code featureTable} that the result carries along
   * @return {@code kept} and the scores, as many rows as came in, in their order
   */
  Dataset<Row> score(Dataset<Row> featureTable, List<String> kept);

  /**
   * Scores every row of a table of {@link FeatureTable#ofUsers} that can stand, and has all of them
   * counted in the same pass.
   *
   * @param tally holds the counts once the result was read whole
   * @return the key's columns and the scores of the rows that are not rejected
   */
  Dataset<Row> score(Dataset<Row> featureTable, List<String> key, ScoreTally tally);

  /** Takes the model back from the executors. */
  @Override
  void close();
}
