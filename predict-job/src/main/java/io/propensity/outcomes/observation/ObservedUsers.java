package io.propensity.outcomes.observation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.propensity.prediction.delivery.Shape;
import io.propensity.run.ContractException;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * The users of a run of whom it is known whether they were treated and whether they responded.
 *
 * @param rows {@link #SCORE}, {@link #HASH}, {@link #SEGMENT}, {@link #RESPONDED}, {@link
 *     #TREATED}, without NULL; kept by Spark until {@link #close}
 */
public record ObservedUsers(Dataset<Row> rows, Coverage coverage) implements AutoCloseable {

  /** DOUBLE: what was predicted. */
  public static final String SCORE = "score";

  /** BIGINT: decides who of those with the same score comes first. */
  public static final String HASH = "hash";

  /** STRING: the segment; empty where the run has none. */
  public static final String SEGMENT = "segment";

  /** BOOLEAN: whether the user responded. */
  public static final String RESPONDED = "responded";

  /** BOOLEAN: whether the user was treated, and not left alone. */
  public static final String TREATED = "treated";

  private static final String LISTED = "_listed";

  /**
   * Joins what was published with what came of it. A published user whom the outcomes do not list
   * did not respond; whether he was treated, the control group says where the outcomes do not.
   *
   * @param published the rows of the run
   * @param outcomes one row a key
   * @param where the outcomes lie, for messages
   * @param key as the users table has it
   * @throws ContractException when the outcomes break the contract, or tell of none of the treated
   *     users of the run
   */
  public static ObservedUsers of(
      Dataset<Row> published,
      Dataset<Row> outcomes,
      String where,
      List<String> key,
      OutcomeColumns columns) {
    PublishedScores scores = PublishedScores.of(published, key);
    OutcomesTable table = OutcomesTable.of(outcomes, where, key, columns);
    Dataset<Row> joined =
        joined(scores, table, key.size(), columns.treated() != null)
            .persist(StorageLevel.MEMORY_AND_DISK());
    boolean done = false;
    try {
      Coverage coverage = coverage(joined, table);
      require(coverage, scores, table, where, key.size());
      done = true;
      return new ObservedUsers(joined, coverage);
    } finally {
      if (!done) {
        joined.unpersist();
      }
    }
  }

  /** The rows whose response and treatment are known. */
  public Dataset<Row> known() {
    return rows.filter(col(RESPONDED).isNotNull().and(col(TREATED).isNotNull()));
  }

  private static Dataset<Row> joined(
      PublishedScores scores, OutcomesTable table, int width, boolean treatedIsListed) {
    Dataset<Row> run = scores.rows();
    Dataset<Row> outcomes = table.rows().withColumn(LISTED, lit(true));
    Column same = lit(true);
    for (int i = 0; i < width; i++) {
      same = same.and(run.col("_k" + i).equalTo(outcomes.col("_k" + i)));
    }
    Column listed = outcomes.col(LISTED).isNotNull();
    Column treated =
        treatedIsListed ? outcomes.col(OutcomesTable.TREATED) : not(run.col(Shape.CONTROL));
    return run.join(outcomes, same, "left_outer")
        .select(
            run.col(SCORE),
            run.col(HASH),
            run.col(SEGMENT),
            when(listed, outcomes.col(OutcomesTable.RESPONDED)).otherwise(false).as(RESPONDED),
            treated.as(TREATED),
            listed.as(LISTED));
  }

  private static Coverage coverage(Dataset<Row> joined, OutcomesTable table) {
    Column responseKnown = col(RESPONDED).isNotNull();
    Column known = responseKnown.and(col(TREATED).isNotNull());
    Row row =
        joined
            .agg(
                count(lit(1)),
                count_if(col(LISTED)),
                count_if(not(responseKnown)),
                count_if(responseKnown.and(col(TREATED).isNull())),
                count_if(known.and(col(TREATED))),
                count_if(known.and(not(col(TREATED)))))
            .head();
    return new Coverage(
        row.getLong(0),
        row.getLong(1),
        row.getLong(0) - row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        table.keyed() - row.getLong(1),
        table.keyless());
  }

  private static void require(
      Coverage coverage, PublishedScores scores, OutcomesTable table, String where, int width) {
    if (coverage.published() == 0) {
      throw new ContractException(
          "Where the run's rows were published there are none any more: publish the campaign again");
    }
    if (coverage.listed() == 0) {
      throw new ContractException(
          "None of the %,d keys of the outcomes table %s is one of the %,d of the run: the outcomes have '%s', the run has '%s'; name the run that the outcomes are of"
              .formatted(
                  table.keyed(),
                  where,
                  coverage.published(),
                  table.example(width),
                  new OutcomesTable(scores.rows(), 0, 0).example(width)));
    }
    if (coverage.treated() == 0) {
      throw new ContractException(
          "Of none of the %,d users of the run it is known that they were treated and whether they responded: %,d have no response, %,d no treatment, %,d are the control group"
              .formatted(
                  coverage.published(),
                  coverage.unknownResponse(),
                  coverage.unknownTreatment(),
                  coverage.control()));
    }
  }

  @Override
  public void close() {
    rows.unpersist();
  }
}
