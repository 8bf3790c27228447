package io.propensity.ingest;

import io.propensity.pipeline.CsvOptions;
import io.propensity.run.ContractException;
import io.propensity.table.FileSystems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.types.StructType;

/** The headers of CSV files, which have to be the declared columns in their order. */
final class CsvHeader {

  private CsvHeader() {}

  /**
   * Looks at every file.
   *
   * @throws ContractException naming a file whose header differs, and how
   */
  static void require(
      List<FileStatus> files,
      TextFormat format,
      CsvOptions options,
      StructType schema,
      Configuration hadoop) {
    for (FileStatus file : files) {
      TextFiles.first(file, format, hadoop)
          .ifPresent(
              record ->
                  require(
                      names(record.text(), options), schema, FileSystems.display(file.getPath())));
    }
  }

  private static List<String> names(String record, CsvOptions options) {
    List<String> names = new ArrayList<>(CsvLine.split(record, options));
    if (options.trailingSeparator() && names.get(names.size() - 1).isBlank()) {
      names.remove(names.size() - 1);
    }
    return options.trim() ? names.stream().map(String::strip).toList() : names;
  }

  private static void require(List<String> names, StructType schema, String file) {
    List<String> declared = Arrays.asList(schema.fieldNames());
    List<String> found = named(names, declared);
    if (found.equals(declared)) {
      return;
    }
    List<String> missing = without(declared, found);
    List<String> unknown = without(found, declared);
    String difference =
        missing.isEmpty() && unknown.isEmpty()
            ? "the columns stand in another order: " + found
            : "it lacks %s and has beyond them %s".formatted(missing, unknown);
    throw new ContractException(
        "The header of %s differs from the schema of its source: %s%s"
            .formatted(file, difference, advice(found, declared)));
  }

  /** A column without a name, such as that of a pandas index, may be declared by any. */
  private static List<String> named(List<String> found, List<String> declared) {
    if (found.size() != declared.size()) {
      return found;
    }
    List<String> named = new ArrayList<>(found);
    for (int i = 0; i < named.size(); i++) {
      named.set(i, named.get(i).isEmpty() ? declared.get(i) : named.get(i));
    }
    return named;
  }

  private static String advice(List<String> found, List<String> declared) {
    if (found.size() == 1 && declared.size() > 1) {
      return "; is the separator another? Write it, such as options: {separator: ;}";
    }
    if (found.size() == declared.size() + 1 && found.get(found.size() - 1).isEmpty()) {
      return "; if records end in a separator, write options: {trailing_separator: true}";
    }
    return found.size() == declared.size() && without(declared, found).size() == declared.size()
        ? "; if the file has no header, write options: {header: false}"
        : "";
  }

  private static List<String> without(List<String> names, List<String> others) {
    List<String> left = new ArrayList<>(names);
    left.removeAll(others);
    return left;
  }
}
