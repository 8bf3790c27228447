package io.propensity.prediction;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What a run would do, told without doing it.
 *
 * @param users rows of the users table
 * @param audience rows that would be scored, those among them that would be rejected included
 * @param columns that would be read
 */
record DryRun(ScoringPlan plan, long users, long audience, List<String> columns) {

  /** Counts: of the users table nothing is read but the columns that the filter names. */
  static DryRun of(ScoringPlan plan) {
    long users = plan.users().count();
    long audience = plan.audience().everyone() ? users : plan.audience().rows().count();
    return new DryRun(plan, users, audience, columns(plan.features()));
  }

  private static List<String> columns(Dataset<Row> features) {
    TreeSet<String> columns = new TreeSet<>();
    CollectionConverters.asJava(features.queryExecution().sparkPlan().collectLeaves())
        .forEach(
            leaf ->
                CollectionConverters.asJava(leaf.output())
                    .forEach(column -> columns.add(column.name())));
    return List.copyOf(columns);
  }

  /** As the job prints it. */
  String summary() {
    return String.format(
        Locale.ROOT,
        """
        Dry run: nothing is scored or written
          campaign    %d '%s', revision %d
          model       %s
          users table %s
          audience    %s
          users       %,d
          in audience %,d
          reads       %s
        """,
        plan.campaign().id(),
        plan.campaign().name(),
        plan.campaign().revision(),
        plan.manifest().modelVersion(),
        plan.location(),
        plan.campaign().audienceFilter(),
        users,
        audience,
        String.join(", ", columns));
  }
}
