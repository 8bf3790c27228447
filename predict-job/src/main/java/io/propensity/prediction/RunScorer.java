package io.propensity.prediction;

import io.propensity.artifact.Artifact;
import io.propensity.prediction.explanation.Explain;
import io.propensity.prediction.explanation.ExplainedTop;
import io.propensity.prediction.explanation.Explainers;
import io.propensity.scoring.Scorer;
import io.propensity.scoring.Scorers;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** A run's model at work: what scores its users and, where it is asked for, what says why. */
final class RunScorer implements AutoCloseable {

  private final Scorer scorer;
  private final @Nullable Scorer explaining;
  private final long top;

  private RunScorer(Scorer scorer, @Nullable Scorer explaining, long top) {
    this.scorer = scorer;
    this.explaining = explaining;
    this.top = top;
  }

  /**
   * Loads a model.
   *
   * @param explain whose scores are explained; null for nobody's
   * @throws io.propensity.run.ContractException when it is not what was published, or cannot be
   *     explained
   */
  static RunScorer load(SparkSession spark, Artifact artifact, @Nullable Explain explain) {
    Scorer scorer = Scorers.load(spark, artifact);
    if (explain == null) {
      return new RunScorer(scorer, null, 0);
    }
    try {
      Scorer explaining = Explainers.of(spark, scorer, artifact);
      return new RunScorer(scorer, explaining, explain.top() == null ? 0 : explain.top());
    } catch (RuntimeException e) {
      scorer.close();
      throw e;
    }
  }

  /** What the pass over all users takes. */
  Scorer ofAll() {
    return explaining == null || top > 0 ? scorer : explaining;
  }

  /** The predictions, with the explanation of the greatest scores where it is asked for. */
  Dataset<Row> explained(Dataset<Row> predictions, ScoringPass.Scored pass, List<String> key) {
    return explaining == null || top == 0
        ? predictions
        : ExplainedTop.of(
            predictions, pass.tally().scored(), top, pass.features(), key, explaining);
  }

  @Override
  public void close() {
    if (explaining != null) {
      explaining.close();
    }
    scorer.close();
  }
}
