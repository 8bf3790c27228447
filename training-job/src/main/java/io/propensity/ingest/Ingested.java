package io.propensity.ingest;

import io.propensity.json.Json;
import io.propensity.table.StagedTable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A source whose rows are written and checked, or stand as they were. */
sealed interface Ingested extends AutoCloseable {

  /** What the table's {@link IngestionSummary} is called among its properties. */
  String SUMMARY = "summary";

  /** What its {@link IngestRecipe} is called. */
  String RECIPE = "recipe";

  /** What became of the source so far. */
  IngestionSummary summary();

  /** Puts the table in its place. */
  IngestionSummary commit();

  @Override
  void close();

  /** A table that was made of the same input in the same way. */
  record Standing(IngestionSummary summary) implements Ingested {

    @Override
    public IngestionSummary commit() {
      return summary;
    }

    @Override
    public void close() {}
  }

  /** Rows that may not take the place of those before. */
  record Refused(IngestionSummary summary) implements Ingested {

    @Override
    public IngestionSummary commit() {
      throw new IllegalStateException("The rows of source " + summary.source() + " were refused");
    }

    @Override
    public void close() {}
  }

  /** Rows that nobody sees yet. */
  record Staged(
      IngestionSummary summary,
      StagedTable table,
      Optional<StagedTable> malformed,
      Map<String, String> properties)
      implements Ingested {

    @Override
    public IngestionSummary commit() {
      malformed.ifPresent(aside -> aside.commit(Map.of()));
      Map<String, String> all = new TreeMap<>(properties);
      all.put(SUMMARY, new String(Json.write(summary), StandardCharsets.UTF_8));
      return summary.committed(table.commit(all));
    }

    @Override
    public void close() {
      malformed.ifPresent(StagedTable::close);
      table.close();
    }
  }
}
