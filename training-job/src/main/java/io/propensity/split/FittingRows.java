package io.propensity.split;

import static org.apache.spark.sql.functions.col;

import io.propensity.pipeline.Algorithm;
import io.propensity.pipeline.Pipeline;
import io.propensity.run.ContractException;
import io.propensity.scoring.FeatureTable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of the train and validation splits that go to the driver, beside all of the test split.
 *
 * @param parameters what makes the same choice again
 */
public record FittingRows(Dataset<Row> rows, TrainingRows counts, Map<String, String> parameters) {

  private static final Logger LOG = LoggerFactory.getLogger(FittingRows.class);

  /**
   * All rows when the limit allows them, otherwise a sample by a hash of the key, which has at most
   * as many as the limit.
   *
   * @throws ContractException when there are too many and none may be left out, or the sample has
   *     not both classes
   */
  public static FittingRows of(TrainingTable table, Pipeline pipeline) {
    Algorithm algorithm = pipeline.algorithm();
    long limit = algorithm.rowLimit();
    TrainingRows all = table.counts();
    if (all.fitted() <= limit) {
      LOG.info("CatBoost trains on the driver's machine with {} rows", all.fitted());
      return new FittingRows(table.rows(), all, fitted(all));
    }
    if (!algorithm.samples()) {
      throw new ContractException(
          ("CatBoost trains on the driver's machine, and %d rows are more than algorithm.max_rows %d:"
                  + " raise it if they fit, or set algorithm.sample: true to train on a sample")
              .formatted(all.fitted(), limit));
    }
    return sample(table, pipeline, limit);
  }

  private static FittingRows sample(TrainingTable table, Pipeline pipeline, long limit) {
    Column key = col(FeatureTable.quoted(pipeline.key()));
    Column test = col(SplitName.COLUMN).equalTo(SplitName.TEST.label());
    double fraction = (double) limit / table.counts().fitted();
    while (true) {
      Dataset<Row> rows =
          table.rows().filter(test.or(SplitName.sampled(key, pipeline.split(), fraction)));
      TrainingRows counts =
          TrainingRows.of(rows, "raise algorithm.max_rows, of which a sample was taken");
      if (counts.fitted() <= limit) {
        LOG.info(
            "CatBoost trains on the driver's machine with a sample of {} of {} rows",
            counts.fitted(),
            table.counts().fitted());
        return new FittingRows(rows, counts, sampled(counts, limit));
      }
      fraction *= 0.99 * limit / counts.fitted();
    }
  }

  private static Map<String, String> fitted(TrainingRows counts) {
    return Map.of("rows_fitted", Long.toString(counts.fitted()));
  }

  private static Map<String, String> sampled(TrainingRows counts, long limit) {
    Map<String, String> parameters = new LinkedHashMap<>(fitted(counts));
    parameters.put("sample", "true");
    parameters.put("max_rows", Long.toString(limit));
    return parameters;
  }
}
