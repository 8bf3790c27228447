package io.propensity.api.audience.table;

import io.propensity.api.AudienceSettings;
import io.propensity.api.DownloadSettings;
import io.propensity.api.PropensitySettings;
import io.propensity.api.problem.ProblemException;
import io.propensity.duckdb.DuckDbSql;
import io.propensity.duckdb.JavaFunction;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * DuckDB in this process, started when it is first asked: in memory, with the warehouse's files and
 * no others, and settings that no statement changes any more. Each piece of work has a thread of
 * its own, since DuckDB walks a query by recursion and a request's thread has little stack, and a
 * time after which it is cancelled; previews and downloads have places of their own. Results are
 * not gathered before their first row is read.
 */
@Component
public class DuckDb implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(DuckDb.class);
  private static final long STACK = 64L << 20;
  private static final int SHOWN = 300;

  private final AudienceSettings settings;
  private final DownloadSettings downloads;
  private final WarehouseFiles files;
  private final OutputFiles output;
  private final Places previewPlaces;
  private final Places downloadPlaces;
  private @Nullable DuckDBConnection database;

  DuckDb(PropensitySettings settings, WarehouseFiles files, OutputFiles output) {
    this.settings = settings.audience();
    this.output = output;
    this.files = files;
    this.downloads = settings.downloads();
    this.previewPlaces = new Places("propensity.audience.concurrent", this.settings.concurrent());
    this.downloadPlaces = new Places("propensity.downloads.concurrent", downloads.concurrent());
  }

  /** What is done with a session. */
  public interface Work<T> {
    T with(DuckDbSession session) throws SQLException;
  }

  /**
   * Does some work on a table.
   *
   * @param table for messages
   */
  public <T> T run(String table, Work<T> work) {
    return run(
        previewPlaces,
        "users table " + table,
        settings.timeout(),
        "name a part of it, or set propensity.audience.timeout",
        work);
  }

  /**
   * Does some work on what a run published.
   *
   * @param what is read, for messages
   */
  public <T> T download(String what, Work<T> work) {
    return run(
        downloadPlaces,
        what,
        downloads.timeout(),
        "ask for fewer with limit, or set propensity.downloads.timeout",
        work);
  }

  private <T> T run(Places places, String what, Duration timeout, String instead, Work<T> work) {
    places.take();
    DuckDbSession session = new DuckDbSession();
    FutureTask<T> task = new FutureTask<>(() -> inPlace(places, session, work));
    start(places, task);
    try {
      return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      session.cancel();
      throw ProblemException.unavailable(
          "The %s was not read within %d s: %s".formatted(what, timeout.toSeconds(), instead), 5);
    } catch (InterruptedException stopped) {
      session.cancel();
      Thread.currentThread().interrupt();
      throw ProblemException.busy("The service is being stopped; try again");
    } catch (ExecutionException failure) {
      throw refusal(what, failure.getCause());
    }
  }

  private static void start(Places places, FutureTask<?> task) {
    Thread thread = new Thread(null, task, "duckdb", STACK);
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError none) {
      places.give();
      LOG.warn("There is no thread for a query", none);
      throw ProblemException.busy("The service has no thread left for a query; try again");
    }
  }

  private <T> T inPlace(Places places, DuckDbSession session, Work<T> work) throws SQLException {
    try (Connection connection = database().duplicate()) {
      session.open(connection);
      return work.with(session);
    } finally {
      places.give();
    }
  }

  private RuntimeException refusal(String what, @Nullable Throwable failure) {
    if (failure instanceof RuntimeException known) {
      return known;
    }
    if (failure instanceof LinkageError missing) {
      LOG.warn("DuckDB's library cannot be loaded", missing);
      return ProblemException.notImplemented(
          "Tables cannot be read on this system, since DuckDB's library for it cannot be loaded;"
              + " the log says why");
    }
    String reason = reason(failure);
    if (reason.contains("Max expression depth")) {
      return ProblemException.unprocessable(
          "The filter is nested too deeply, or its sums are too long, for a preview; it can be"
              + " scored all the same");
    }
    if (reason.startsWith("Out of Memory")) {
      return ProblemException.unavailable(
          "The %s cannot be read within propensity.audience.memory-limit, %s"
              .formatted(what, settings.memoryLimit()),
          5);
    }
    if (reason.matches(
        "(?s)(Invalid Input|Invalid|IO|Conversion|Out of Range|HTTP|Permission) .*")) {
      return ProblemException.unprocessable("The %s cannot be read: %s".formatted(what, reason));
    }
    LOG.error("A query of the {} failed", what, failure);
    if (reason.matches("(?s)(INTERNAL|FATAL) .*|.*has been invalidated.*")) {
      forget();
    }
    return ProblemException.unavailable(
        "A query of the %s failed by a defect; the log says which".formatted(what), 5);
  }

  private static String reason(@Nullable Throwable failure) {
    String message = failure == null ? "" : String.valueOf(failure.getMessage());
    String line = message.lines().findFirst().orElse("");
    return line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
  }

  /** A database that broke is opened anew by the next query. */
  private synchronized void forget() {
    try {
      if (database != null) {
        database.close();
      }
    } catch (SQLException failure) {
      LOG.warn("DuckDB could not be closed after it broke", failure);
    } finally {
      database = null;
    }
  }

  private synchronized DuckDBConnection database() throws SQLException {
    if (database == null) {
      database = open();
    }
    return database;
  }

  private DuckDBConnection open() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("memory_limit", settings.memoryLimit());
    properties.setProperty("threads", String.valueOf(settings.threads()));
    properties.setProperty("temp_directory", "");
    properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    properties.setProperty("allow_community_extensions", "false");
    DuckDBConnection opened =
        DriverManager.getConnection("jdbc:duckdb:", properties).unwrap(DuckDBConnection.class);
    try (Statement statement = opened.createStatement()) {
      for (JavaFunction function : JavaFunction.values()) {
        register(opened, function);
      }
      Path root = RealRoot.real(files.root());
      statement.execute(DuckDbSql.SETTINGS);
      statement.execute("SET GLOBAL TimeZone = 'UTC'");
      statement.execute(
          "SET GLOBAL allowed_directories = [%s, %s]"
              .formatted(DuckDbSql.text(root + "/"), DuckDbSql.text(output.realRoot() + "/")));
      statement.execute("SET GLOBAL enable_external_access = false");
      statement.execute("SET GLOBAL lock_configuration = true");
      return opened;
    } catch (SQLException | RuntimeException failure) {
      opened.close();
      throw failure;
    }
  }

  private static void register(Connection connection, JavaFunction function) throws SQLException {
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      builder.withName(function.label()).withReturnType(function.result());
      for (Class<?> parameter : function.parameters()) {
        builder.withParameter(parameter);
      }
      if (function.parameters().size() == 1) {
        Function<Object, @Nullable Object> body = argument -> function.apply(argument);
        builder.withFunction(body);
      } else {
        BiFunction<Object, Object, @Nullable Object> body =
            (first, second) -> function.apply(first, second);
        builder.withFunction(body);
      }
      builder.register(connection);
    }
  }

  @Override
  public synchronized void destroy() throws SQLException {
    if (database != null) {
      database.close();
    }
  }
}
