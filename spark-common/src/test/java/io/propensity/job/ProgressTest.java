package io.propensity.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.report.StepProgress;
import io.propensity.test.LocalSpark;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class ProgressTest {

  @Test
  void countsTheTasksAndRowsOfTheStagesThatItSees() throws TimeoutException {
    SparkSession session = LocalSpark.session();
    SparkContext spark = session.sparkContext();
    Progress progress = new Progress(spark, "Scoring", false, System.err, reading -> {});
    assertThat(progress.line(3)).isEqualTo("Scoring: 0 of 0 tasks, 3 s");

    spark.addSparkListener(progress);
    session.range(0, 100, 1, 4).foreachPartition(rows -> {});
    spark.listenerBus().waitUntilEmpty();
    spark.removeSparkListener(progress);

    assertThat(progress.line(3)).contains("4 of 4 tasks, about 0 s left");
    assertThat(progress.reading(3)).isEqualTo(new StepProgress("Scoring", 0, 4, 4, 0.0));
  }
}
