package io.propensity.algorithm.catboost;

import io.propensity.pipeline.AlgorithmSpec;
import io.propensity.run.ContractException;
import io.propensity.split.TrainingRows;
import io.propensity.split.TrainingSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of the train and validation splits that go to the driver.
 *
 * @param parameters what makes the same choice again
 */
record FittingRows(TrainingSet set, Map<String, Object> parameters) {

  private static final Logger LOG = LoggerFactory.getLogger(FittingRows.class);

  /**
   * All rows when the limit allows them, otherwise a sample by a hash of the key, which has at most
   * as many as the limit.
   *
   * @throws ContractException when there are too many and none may be left out, or the sample has
   *     not both classes
   */
  static FittingRows of(TrainingSet all, AlgorithmSpec algorithm) {
    long limit = algorithm.rowLimit();
    long rows = all.counts().fitted();
    if (rows <= limit) {
      LOG.info("CatBoost trains on the driver's machine with {} rows", rows);
      return new FittingRows(all, fitted(all.counts()));
    }
    if (!algorithm.samples()) {
      throw new ContractException(
          ("CatBoost trains on the driver's machine, and %d rows are more than algorithm.max_rows %d:"
                  + " raise it if they fit, or set algorithm.sample: true to train on a sample")
              .formatted(rows, limit));
    }
    return sample(all, limit);
  }

  private static FittingRows sample(TrainingSet all, long limit) {
    double fraction = (double) limit / all.counts().fitted();
    while (true) {
      TrainingSet some =
          all.with(all.sampled(fraction), "raise algorithm.max_rows, of which a sample was taken");
      TrainingRows counts = some.counts();
      if (counts.fitted() <= limit) {
        LOG.info(
            "CatBoost trains on the driver's machine with a sample of {} of {} rows",
            counts.fitted(),
            all.counts().fitted());
        return new FittingRows(some, sampled(counts, limit));
      }
      fraction *= 0.99 * limit / counts.fitted();
    }
  }

  private static Map<String, Object> fitted(TrainingRows counts) {
    return Map.of("rows_fitted", counts.fitted());
  }

  private static Map<String, Object> sampled(TrainingRows counts, long limit) {
    Map<String, Object> parameters = new LinkedHashMap<>(fitted(counts));
    parameters.put("sample", true);
    parameters.put("max_rows", limit);
    return parameters;
  }
}
