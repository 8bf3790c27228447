package io.propensity.api.audience.table;

import io.propensity.api.problem.ProblemException;
import io.propensity.duckdb.DuckDbSql;
import io.propensity.expression.Columns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Directories of Parquet files as Spark reads them: hidden files are none, folders {@code
 * key=value} make columns, and files whose columns differ are one table with the columns of all of
 * them.
 */
@Component
class ParquetTables {

  private static final int MOST_FILES = 10_000;
  private static final int MOST_PARTITIONS = 1_000;
  private static final int MOST_LEVELS = 16;

  private final WarehouseFiles warehouse;

  ParquetTables(WarehouseFiles warehouse) {
    this.warehouse = warehouse;
  }

  /** The data files of a table, each with what its folders say. */
  List<DataFile> list(String name, Path table) {
    List<DataFile> files = new ArrayList<>();
    if (Files.isRegularFile(table)) {
      files.add(new DataFile(warehouse.real(table), List.of()));
    } else {
      requireFolder(name, table);
      collect(name, table, List.of(), files);
    }
    requireOneDepth(name, files);
    if (files.stream().map(DataFile::partition).distinct().count() > MOST_PARTITIONS) {
      throw tooMany(name, MOST_PARTITIONS, "partitions");
    }
    return files;
  }

  private static void requireFolder(String name, Path table) {
    for (String log : List.of("_delta_log", ".hoodie")) {
      if (Files.exists(table.resolve(log))) {
        throw ProblemException.unprocessable(
            "The users table %s has a log (%s) that says which rows were deleted, which the jobs alone read"
                .formatted(name, log));
      }
    }
  }

  private void collect(
      String name, Path folder, List<PartitionValue> partition, List<DataFile> files) {
    for (Path entry : entries(folder)) {
      String entryName = entry.getFileName().toString();
      if (isHidden(entryName)) {
        continue;
      }
      if (Files.isDirectory(entry)) {
        if (entryName.indexOf('=') > 0) {
          if (partition.size() == MOST_LEVELS) { // A link may lead to where it lies.
            throw tooMany(name, MOST_LEVELS, "levels of folders");
          }
          List<PartitionValue> within = new ArrayList<>(partition);
          within.add(PartitionValue.of(entryName));
          collect(name, warehouse.real(entry), within, files);
        }
      } else {
        files.add(new DataFile(warehouse.real(entry), partition));
        if (files.size() > MOST_FILES) {
          throw tooMany(name, MOST_FILES, "files");
        }
      }
    }
  }

  private static ProblemException tooMany(String name, int most, String what) {
    return ProblemException.unprocessable(
        "The users table %s has more than the %,d %s that are looked into: name a part of it"
            .formatted(name, most, what));
  }

  private static boolean isHidden(String name) {
    return name.startsWith(".")
        || (name.startsWith("_") && name.indexOf('=') < 0)
        || name.endsWith("._COPYING_");
  }

  private static List<Path> entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + folder, e);
    }
  }

  private static void requireOneDepth(String name, List<DataFile> files) {
    if (files.stream().noneMatch(file -> file.path().toString().endsWith(".parquet"))) {
      throw ProblemException.notFound(
          "The users table %s holds no Parquet file; the service reads no other".formatted(name));
    }
    if (files.stream().map(DataFile::keys).distinct().count() > 1) {
      throw ProblemException.unprocessable(
          "The users table %s has files in folders of different keys, %s: give all of them the same"
              .formatted(name, files.stream().map(DataFile::keys).distinct().limit(3).toList()));
    }
  }

  /** Reads the footers, and makes one table of the files. */
  UsersTable open(String name, List<DataFile> files, DuckDbSession session) throws SQLException {
    Map<Path, List<ParquetColumn>> schemas =
        ParquetSchema.of(files.stream().map(DataFile::path).toList(), session);
    Map<String, Columns.Column> merged = new LinkedHashMap<>();
    schemas.values().forEach(columns -> merge(name, merged, columns));
    Map<String, String> partitionTypes = partitionTypes(files);
    partitionTypes.forEach(
        (key, type) -> {
          merged.remove(fold(key));
          merged.put(fold(key), ParquetColumn.column(key, type));
        });
    Map<Map<String, String>, List<Path>> parts = new LinkedHashMap<>();
    for (DataFile file : files) {
      Map<String, String> sources = sources(schemas.getOrDefault(file.path(), List.of()), merged);
      file.partition()
          .forEach(
              v -> sources.put(v.key(), v.sql(partitionTypes.getOrDefault(v.key(), "string"))));
      parts.computeIfAbsent(sources, same -> new ArrayList<>()).add(file.path());
    }
    return new UsersTable(
        name,
        new Columns(List.copyOf(merged.values())),
        parts.entrySet().stream().map(e -> new FilePart(e.getValue(), e.getKey())).toList(),
        files.size(),
        null);
  }

  private static void merge(
      String name, Map<String, Columns.Column> merged, List<ParquetColumn> columns) {
    Map<String, String> ofThisFile = new TreeMap<>();
    for (ParquetColumn column : columns) {
      String twin = ofThisFile.put(fold(column.name()), column.name());
      if (twin != null) {
        throw ProblemException.unprocessable(
            "The users table %s has the columns '%s' and '%s', whose names are the same but for capitals: rename one"
                .formatted(name, twin, column.name()));
      }
      Columns.Column before = merged.putIfAbsent(fold(column.name()), column.column());
      if (before != null && !before.storedAs().equals(column.storedAs())) {
        throw ProblemException.unprocessable(
            "The users table %s has files in which column '%s' is %s and others in which it is %s: write all of them with one type"
                .formatted(name, before.name(), before.storedAs(), column.storedAs()));
      }
    }
  }

  private static Map<String, String> partitionTypes(List<DataFile> files) {
    Map<String, List<PartitionValue>> values = new LinkedHashMap<>();
    files.stream()
        .map(DataFile::partition)
        .distinct()
        .flatMap(List::stream)
        .forEach(v -> values.computeIfAbsent(v.key(), key -> new ArrayList<>()).add(v));
    Map<String, String> types = new LinkedHashMap<>();
    values.forEach((key, all) -> types.put(key, PartitionValue.storedAs(all)));
    return types;
  }

  private static Map<String, String> sources(
      List<ParquetColumn> columns, Map<String, Columns.Column> merged) {
    Map<String, String> sources = new TreeMap<>();
    for (ParquetColumn column : columns) {
      Columns.Column known = merged.get(fold(column.name()));
      if (known != null && known.type().isPresent()) {
        sources.put(known.name(), DuckDbSql.name(column.name()));
      }
    }
    return sources;
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
