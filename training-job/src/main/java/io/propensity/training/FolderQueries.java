package io.propensity.training;

import io.propensity.export.ExportFiles;
import io.propensity.features.OwnerSql;
import io.propensity.pipeline.PipelineFile;
import io.propensity.pipeline.PipelineParts;
import io.propensity.run.Checks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.internal.SQLConf;
import org.jspecify.annotations.Nullable;

/**
 * The queries of a pipeline's folder that a run needs. They are read before its work, so that a
 * file that is missing or wrong is found then, and stay as they were then.
 */
final class FolderQueries {

  /**
   * A file and who wants it.
   *
   * @param key of {@code pipeline.yaml}; empty when the file was found in the folder
   * @param tables what it may read, by name
   */
  private record Query(String file, String key, List<String> tables) {}

  private final String folder;
  private final List<Query> wanted = new ArrayList<>();
  private final List<String> exports;
  private final Map<String, String> texts = new LinkedHashMap<>();

  /** Those that the steps need; none is read yet. */
  FolderQueries(PipelineParts pipeline, String folder, Set<Step> steps) {
    this.folder = folder;
    this.exports = steps.contains(Step.EXPORT) ? ExportFiles.of(pipeline, folder) : List.of();
    List<String> tables = new ArrayList<>(pipeline.sourceNames());
    if (makesFeatures(pipeline, steps)) {
      want(pipeline.features(), "features", tables);
      want(pipeline.label() == null ? null : pipeline.label().sql(), "label.sql", tables);
    }
    tables.addAll(List.of(RunTables.FEATURES, RunTables.PREDICTIONS));
    for (int i = 0; i < exports.size(); i++) {
      String key = pipeline.exports() == null ? "" : "exports[%d]".formatted(i);
      want(exports.get(i), key, tables);
    }
  }

  private void want(@Nullable String file, String key, List<String> tables) {
    if (file != null) {
      wanted.add(new Query(file, key, List.copyOf(tables)));
    }
  }

  /** An ingest of one source holds it against the features; of several, the next step does. */
  private static boolean makesFeatures(PipelineParts pipeline, Set<Step> steps) {
    return steps.stream()
        .anyMatch(
            step ->
                step != Step.EXPORT && (step != Step.INGEST || pipeline.sourceNames().size() == 1));
  }

  /**
   * Reads all of them, and notes those that are not there, what is no query, tables that no query
   * may read, and exports of one name.
   *
   * @param settings of the session that will run them
   */
  void read(Checks checks, SQLConf settings) {
    wanted.forEach(query -> checks.run(query.key(), () -> read(query, settings)));
    checks.run("exports", () -> ExportFiles.requireDistinct(exports));
  }

  private void read(Query query, SQLConf settings) {
    String text = PipelineFile.text(folder, query.file());
    texts.put(query.file(), text);
    OwnerSql sql = OwnerSql.parse(settings, query.file(), text);
    if (!query.tables().isEmpty()) {
      sql.requireTables(query.tables());
    }
  }

  /** The text of a file that is needed. */
  String text(String file) {
    String text = texts.get(file);
    if (text == null) {
      throw new IllegalStateException(file + " was not read before the work began");
    }
    return text;
  }

  /** The queries that are exported, by file. */
  Map<String, String> exports() {
    Map<String, String> queries = new LinkedHashMap<>();
    exports.forEach(file -> queries.put(file, text(file)));
    return queries;
  }
}
