package io.propensity.features;

import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.CommandExecutionMode;
import org.apache.spark.sql.execution.SparkSqlParser;
import org.apache.spark.sql.internal.SQLConf;

/**
 * A query of whoever owns the pipeline's folder: {@code features.sql}, {@code label.sql} or one of
 * {@code exports/*.sql}. The only text that is ever read as SQL; the tree that was checked is the
 * one that runs, over the tables that it is given and nothing else.
 */
public final class OwnerSql {

  private static final int LONGEST = 256 * 1024;

  /** Of SQL: a value that a function refuses, and a type that a file cannot hold. */
  private static final List<String> STATES = List.of("22", "0A");

  private final String file;
  private final LogicalPlan plan;

  private OwnerSql(String file, LogicalPlan plan) {
    this.file = file;
    this.plan = plan;
  }

  /**
   * Parses and checks a query; reads no table.
   *
   * @param file names the query in messages
   * @throws ConfigurationException with the position, for what does not parse and for whatever is
   *     no SELECT, WITH or set operation, or calls a function that reaches beyond the rows
   */
  public static OwnerSql parse(SparkSession spark, String file, String text) {
    return parse(spark.sessionState().sqlParser(), file, text);
  }

  /**
   * Parses and checks a query before there is a session.
   *
   * @param settings those that the session will have
   * @throws ConfigurationException as above
   */
  public static OwnerSql parse(SQLConf settings, String file, String text) {
    return SQLConf.withExistingConf(settings, () -> parse(new SparkSqlParser(), file, text));
  }

  private static OwnerSql parse(ParserInterface parser, String file, String text) {
    if (text.length() > LONGEST) {
      throw new ConfigurationException("%s is longer than %,d characters".formatted(file, LONGEST));
    }
    try {
      LogicalPlan plan = parser.parsePlan(text);
      new SqlRules(file).require(plan);
      return new OwnerSql(file, plan);
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      throw refusal(file, e);
    }
  }

  /**
   * The query's rows.
   *
   * @param tables what the query may read, by name
   * @throws ConfigurationException with the position, for a table or a column that is not there and
   *     for types that do not fit
   */
  public Dataset<Row> over(SparkSession spark, Map<String, Dataset<Row>> tables) {
    requireTables(tables.keySet());
    var home = (org.apache.spark.sql.classic.SparkSession) spark;
    var own = home.cloneSession();
    try {
      tables.forEach(
          (name, rows) ->
              org.apache.spark.sql.classic.Dataset.ofRows(own, analyzed(rows))
                  .createOrReplaceTempView(name.toLowerCase(Locale.ROOT)));
      LogicalPlan bound =
          own.sessionState().executePlan(plan, CommandExecutionMode.SKIP()).analyzed();
      return org.apache.spark.sql.classic.Dataset.ofRows(home, bound);
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      throw refusal(file, e);
    }
  }

  /**
   * Refuses a query over other tables than these.
   *
   * @throws ConfigurationException with the position of a table that is not among them
   */
  public void requireTables(Collection<String> tables) {
    SqlRules.requireTables(file, plan, tables);
  }

  /** The file of the query. */
  public String file() {
    return file;
  }

  /**
   * What is said when the query's rows cannot be made: a value of a row that a function or a cast
   * refuses. Empty when the query is not to blame.
   */
  public Optional<ContractException> failure(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable known
          && known.getSqlState() != null
          && STATES.stream().anyMatch(known.getSqlState()::startsWith)) {
        return Optional.of(new ContractException(SqlMessage.in(file, cause), thrown));
      }
    }
    return Optional.empty();
  }

  private static LogicalPlan analyzed(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().analyzed();
  }

  private static RuntimeException refusal(String file, Exception e) {
    if (e instanceof SparkThrowable) {
      return new ConfigurationException(SqlMessage.in(file, e), e);
    }
    return e instanceof RuntimeException known ? known : new IllegalStateException(e);
  }
}
