package io.propensity.scaffold;

import io.propensity.environment.Connectors;
import io.propensity.environment.Environment;
import io.propensity.environment.HadoopPaths;
import io.propensity.environment.Roots;
import io.propensity.ingest.CsvFile;
import io.propensity.job.Sessions;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import io.propensity.run.UsageException;
import io.propensity.text.CloseNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Looks through a file and drafts a pipeline for it. A CSV file is read in this process, two or
 * three times from its start to its end; Parquet is read by Spark.
 *
 * @param key what somebody said that it is; empty to find one
 */
record Sighting(
    Environment environment, String label, Optional<String> positive, List<String> key) {

  private static final String PARQUET = ".parquet";

  PipelineDraft draft(String location, String name) {
    String path = below(Roots.absolute(location));
    if (isParquet(location)) {
      return Sessions.with(
          "new-pipeline",
          environment,
          spark -> {
            ParquetTable table = ParquetTable.read(spark, location);
            return draft(table, look(table), path, name);
          });
    }
    CsvTable csv = CsvTable.of(CsvFile.of(location, new Configuration()));
    TableFacts facts = look(csv);
    if (facts.skipped().openQuotes()) {
      CsvTable joined = csv.multiLine();
      TableFacts again = look(joined);
      if (again.skipped().rows() < facts.skipped().rows()) {
        return draft(joined, again, path, name);
      }
    }
    return draft(csv, facts, path, name);
  }

  private TableFacts look(TableFile file) {
    requireColumns(file.columns());
    return TableLook.of(file, file.columns().indexOf(label));
  }

  private PipelineDraft draft(TableFile file, TableFacts facts, String path, String name) {
    LabelTask task = LabelTask.of(facts, positive);
    KeyChoice chosen = KeyChoice.said(key).orElseGet(() -> KeyChoice.of(file, facts));
    SplitChoice split = SplitChoice.of(facts, task, chosen);
    return new PipelineDraft(
        name, path, facts, chosen, task, split, FeatureChoice.of(facts, task, chosen, split));
  }

  private void requireColumns(List<String> columns) {
    if (columns.isEmpty()) {
      throw new ContractException("The file is empty");
    }
    TreeSet<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (String column : columns) {
      if (!seen.add(column)) {
        throw new ContractException(
            "The file has two columns '%s', whatever the case of their letters: rename one"
                .formatted(column));
      }
    }
    require("--label", label, columns);
    for (String column : key) {
      if (!key.equals(List.of("generated"))) {
        require("--key", column, columns);
      }
      if (column.equals(label)) {
        throw new UsageException("--key %s: it is the label".formatted(column));
      }
    }
  }

  private static void require(String option, String column, List<String> columns) {
    if (!columns.contains(column)) {
      throw new UsageException(
          "%s %s: the file has no such column; it has %s%s"
              .formatted(
                  option, column, String.join(", ", columns), CloseNames.hint(column, columns)));
    }
  }

  private boolean isParquet(String location) {
    Path path = HadoopPaths.of(location);
    try {
      org.apache.hadoop.fs.FileSystem files = Connectors.open(path, new Configuration());
      if (!files.exists(path)) {
        throw new NotFoundException("There is no file %s".formatted(location));
      }
      return files.getFileStatus(path).isDirectory() || location.endsWith(PARQUET);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look for " + location, e);
    }
  }

  /** With {@code ${raw}} in the place of the environment's root, so that it may lie elsewhere. */
  private String below(String absolute) {
    String raw = environment.roots().raw() + "/";
    return absolute.startsWith(raw) ? "${raw}/" + absolute.substring(raw.length()) : absolute;
  }
}
