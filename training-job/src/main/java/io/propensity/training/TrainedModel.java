package io.propensity.training;

import io.propensity.evaluation.Evaluation;
import io.propensity.model.ModelVersion;
import io.propensity.report.ScoreSummary;
import io.propensity.split.SplitName;
import java.util.Locale;

/**
 * A model version that was published.
 *
 * @param rows labelled rows that were split, fitted and evaluated
 * @param scores of the test split
 */
record TrainedModel(ModelVersion version, long rows, Evaluation evaluation, ScoreSummary scores) {

  /** A line for people. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "Published models/%s: ROC AUC %.4f, log loss %.4f, accuracy %.4f on %.0f rows of the test split",
        version,
        test("roc_auc"),
        test("log_loss"),
        test("accuracy"),
        test("rows"));
  }

  private double test(String metric) {
    return evaluation.metric(SplitName.TEST, metric);
  }
}
