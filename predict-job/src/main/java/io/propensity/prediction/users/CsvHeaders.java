package io.propensity.prediction.users;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import io.propensity.run.ContractException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.HadoopFileLinesReader;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The headers of CSV files, held against the columns that the files are read with, before a row of
 * them is read. The files are those that Spark would read, and so are their first lines.
 */
final class CsvHeaders {

  /** Files on an object store are waited for together. */
  private static final int READERS = 16;

  private static final int MOST_TOLD = 10;

  private final Dataset<Row> rows;
  private final Configuration hadoop;

  CsvHeaders(Dataset<Row> rows) {
    this.rows = rows;
    this.hadoop = rows.sparkSession().sessionState().newHadoopConf();
  }

  /**
   * Requires each header to name the columns of the schema in its order, whatever the case of their
   * letters. A file without a line has no header and no rows.
   *
   * @param table what is read, for messages
   * @throws ContractException naming, for each header that does not fit, where it begins to differ,
   *     and the files that have it
   */
  void require(String table) {
    List<String> differences = new ArrayList<>();
    CollectionConverters.asJava(rows.queryExecution().sparkPlan().collectLeaves()).stream()
        .filter(FileSourceScanExec.class::isInstance)
        .map(FileSourceScanExec.class::cast)
        .forEach(scan -> differences.addAll(differences(scan, table)));
    if (!differences.isEmpty()) {
      throw new ContractException(some(differences));
    }
  }

  /** Files without headers begin with other lines each. */
  private static List<String> some(List<String> differences) {
    if (differences.size() <= MOST_TOLD) {
      return differences;
    }
    List<String> told = new ArrayList<>(differences.subList(0, MOST_TOLD));
    told.add(
        "%,d more headers do not fit: do the files begin with one?"
            .formatted(differences.size() - MOST_TOLD));
    return told;
  }

  private List<String> differences(FileSourceScanExec scan, String table) {
    HadoopFsRelation relation = scan.relation();
    List<String> columns = List.of(relation.dataSchema().fieldNames());
    CsvParserSettings settings =
        new CSVOptions(
                relation.options(),
                true,
                rows.sparkSession().sessionState().conf().sessionLocalTimeZone())
            .asParserSettings();
    List<String> differences = new ArrayList<>();
    byHeader(List.of(scan.selectedPartitions().toPartitionArray()))
        .forEach(
            (header, files) ->
                difference(names(header, settings), columns)
                    .map(reason -> told(table, files, reason))
                    .ifPresent(differences::add));
    return differences;
  }

  private static String told(String table, List<String> files, String reason) {
    String others = files.size() == 1 ? "" : " and of %,d other files".formatted(files.size() - 1);
    return "The header of %s%s, of the %s, %s".formatted(files.get(0), others, table, reason);
  }

  private static List<String> names(String header, CsvParserSettings settings) {
    String[] names = new CsvParser(settings).parseLine(header);
    return names == null
        ? List.of()
        : Arrays.stream(names).map(name -> name == null ? "" : name).toList();
  }

  /** Where a header differs from the schema; empty where it does not. */
  private static Optional<String> difference(List<String> header, List<String> columns) {
    if (same(header, columns)) {
      return Optional.empty();
    }
    List<String> lacking = columns.stream().filter(name -> !holds(header, name)).toList();
    List<String> unknown = header.stream().filter(name -> !holds(columns, name)).toList();
    String what =
        Stream.of(
                lacking.isEmpty() ? "" : "lacks " + String.join(", ", lacking),
                unknown.isEmpty() ? "" : "has " + String.join(", ", unknown) + " besides",
                lacking.isEmpty() && unknown.isEmpty() ? "has them in another order" : "")
            .filter(part -> !part.isEmpty())
            .reduce((one, other) -> one + ", and " + other)
            .orElseThrow();
    return Optional.of(
        "%s: it is %s; the schema says %s: write one or the other anew"
            .formatted(what, String.join(", ", header), String.join(", ", columns)));
  }

  private static boolean same(List<String> header, List<String> columns) {
    boolean same = header.size() == columns.size();
    for (int i = 0; same && i < columns.size(); i++) {
      same = header.get(i).equalsIgnoreCase(columns.get(i));
    }
    return same;
  }

  private static boolean holds(List<String> names, String name) {
    return names.stream().anyMatch(name::equalsIgnoreCase);
  }

  /** The files by their first line; those without one are left out. */
  private Map<String, List<String>> byHeader(List<PartitionedFile> files) {
    ExecutorService readers =
        Executors.newFixedThreadPool(Math.max(1, Math.min(files.size(), READERS)));
    try {
      List<Future<Optional<String>>> headers =
          files.stream().map(file -> readers.submit(() -> header(file))).toList();
      Map<String, List<String>> byHeader = new TreeMap<>();
      for (int i = 0; i < files.size(); i++) {
        String file = files.get(i).filePath().toPath().toString();
        headers
            .get(i)
            .get()
            .ifPresent(
                header -> byHeader.computeIfAbsent(header, first -> new ArrayList<>()).add(file));
      }
      return byHeader;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while headers were read", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException unread) { // which no signature of Scala's names
        throw new UncheckedIOException("Cannot read the header of a CSV file", unread);
      }
      throw new IllegalStateException("A header was not read", e.getCause());
    } finally {
      readers.shutdownNow();
    }
  }

  /** The first line that is not blank. */
  private Optional<String> header(PartitionedFile file) {
    try (HadoopFileLinesReader lines = new HadoopFileLinesReader(file, hadoop)) {
      while (lines.hasNext()) {
        String text = lines.next().toString();
        if (!text.isBlank()) {
          return Optional.of(text);
        }
      }
      return Optional.empty();
    }
  }
}
