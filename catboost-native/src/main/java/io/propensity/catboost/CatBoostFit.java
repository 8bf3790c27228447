package io.propensity.catboost;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to train on, and how. The sets are tab-separated files without a header, which nobody
 * quotes: a value must hold no tab, newline or double quote; a number is decimal text or {@code
 * NaN}, never infinite.
 *
 * @param evalSet on it training stops early and the best tree count is found
 * @param columnDescription CatBoost's column description, a line a column: index, kind, name
 * @param features their names, in the order of their columns
 * @param workDirectory an existing directory for the model and whatever else CatBoost writes
 * @param evalPredictions the kinds of its own predictions that CatBoost prints for the eval set:
 *     {@code RawFormulaVal}, {@code Probability}
 * @param explainedRows how many rows at most get SHAP values; 0 when nothing is to be explained
 */
public record CatBoostFit(
    Path learnSet,
    Optional<Path> evalSet,
    Path columnDescription,
    List<String> features,
    CatBoostParameters parameters,
    Path workDirectory,
    List<String> evalPredictions,
    int explainedRows) {

  public CatBoostFit {
    features = List.copyOf(features);
    evalPredictions = List.copyOf(evalPredictions);
    if (!evalPredictions.isEmpty() && evalSet.isEmpty()) {
      throw new CatBoostException("CatBoost prints predictions for an eval set, and there is none");
    }
  }

  /** A fit that explains and prints nothing. */
  public static CatBoostFit of(
      Path learnSet,
      Optional<Path> evalSet,
      Path columnDescription,
      List<String> features,
      CatBoostParameters parameters,
      Path workDirectory) {
    return new CatBoostFit(
        learnSet, evalSet, columnDescription, features, parameters, workDirectory, List.of(), 0);
  }

  /** The same, with an explanation. */
  public CatBoostFit explaining(int rows) {
    return new CatBoostFit(
        learnSet,
        evalSet,
        columnDescription,
        features,
        parameters,
        workDirectory,
        evalPredictions,
        rows);
  }

  /** The rows that are explained: such as the model has not learnt, where there are any. */
  Path explained() {
    return evalSet.orElse(learnSet);
  }
}
