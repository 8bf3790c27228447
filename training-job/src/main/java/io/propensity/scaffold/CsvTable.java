package io.propensity.scaffold;

import io.propensity.ingest.CsvFile;
import io.propensity.ingest.CsvLine;
import io.propensity.pipeline.CsvOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A CSV file, read by the options that its beginning suggests. */
final class CsvTable implements TableFile {

  private static final int BEGINNING = 1 << 18;

  private final CsvFile file;
  private final CsvDialect dialect;
  private final CsvOptions options;

  private CsvTable(CsvFile file, CsvDialect dialect) {
    this.file = file;
    this.dialect = dialect;
    this.options = CsvOptions.of(dialect.options());
  }

  static CsvTable of(CsvFile file) {
    byte[] beginning = file.beginning(BEGINNING);
    return new CsvTable(file, CsvDialect.of(beginning, beginning.length < BEGINNING));
  }

  /** The same file, whose quoted values hold line breaks. */
  CsvTable multiLine() {
    return new CsvTable(file, dialect.multiLine());
  }

  @Override
  public String format() {
    return "csv";
  }

  @Override
  public Map<String, Object> options() {
    return dialect.options();
  }

  @Override
  public List<String> reasons() {
    return dialect.reasons();
  }

  @Override
  public List<String> columns() {
    return dialect.columns();
  }

  @Override
  public Optional<List<String>> types() {
    return Optional.empty();
  }

  @Override
  public Skipped read(RowVisitor visitor) {
    Cutting cutting = new Cutting(visitor);
    file.read(options, cutting);
    return new Skipped(cutting.skipped, cutting.first, cutting.openQuotes && !options.multiLine());
  }

  private static boolean leavesQuoteOpen(String text, char quote) {
    return text.chars().filter(c -> c == quote).count() % 2 == 1;
  }

  /** Cuts records into values, and leaves out those that an ingest would find malformed. */
  private final class Cutting implements CsvFile.Visitor {

    private final RowVisitor visitor;
    private final int width = dialect.columns().size() + (options.trailingSeparator() ? 1 : 0);
    private boolean header = options.header();
    private long skipped;
    private String first = "";
    private boolean openQuotes;

    Cutting(RowVisitor visitor) {
      this.visitor = visitor;
    }

    @Override
    public void record(String text, long line, boolean decodable) {
      if (header) {
        header = false;
        return;
      }
      List<String> values = CsvLine.split(text, options);
      if (!decodable) {
        skip(line, "holds bytes that are not " + options.encoding());
        return;
      }
      boolean ends = !options.trailingSeparator() || values.get(values.size() - 1).isEmpty();
      if (values.size() != width || !ends) {
        skip(line, "has %d values, not %d".formatted(values.size(), width));
        openQuotes |= leavesQuoteOpen(text, options.quote().charAt(0));
        return;
      }
      visitor.row(whole(values));
    }

    private List<String> whole(List<String> values) {
      List<String> columns = values.subList(0, dialect.columns().size());
      return options.trim() ? columns.stream().map(String::strip).toList() : columns;
    }

    private void skip(long line, String reason) {
      skipped++;
      if (first.isEmpty()) {
        first = "line %d %s".formatted(line, reason);
      }
    }
  }
}
