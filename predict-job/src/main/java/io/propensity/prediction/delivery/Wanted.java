package io.propensity.prediction.delivery;

import io.propensity.campaign.OutputSettings;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where rows are wanted, as it was said.
 *
 * @param format of files, or a connector whose options the environment has; null for Parquet
 * @param table of a catalog, in the place of files; null for none
 */
public record Wanted(
    Asker asker,
    @Nullable String format,
    @Nullable String table,
    List<String> partitionBy,
    boolean sorted) {

  public Wanted {
    partitionBy = List.copyOf(partitionBy);
  }

  /** What options of the command line say. */
  public static Wanted ofOptions(
      @Nullable String format, @Nullable String table, List<String> partitionBy, boolean sorted) {
    return new Wanted(Asker.COMMAND_LINE, format, table, partitionBy, sorted);
  }

  /** What a campaign says. */
  public static Wanted of(OutputSettings output) {
    return new Wanted(
        Asker.CAMPAIGN,
        output.format(),
        output.table(),
        Objects.requireNonNullElse(output.partitionBy(), List.of()),
        Boolean.TRUE.equals(output.sortByScore()));
  }

  /** Whether anything is said at all. */
  public boolean isAnything() {
    return format != null || table != null || sorted || !partitionBy.isEmpty();
  }

  String named(String option) {
    return asker.named(option);
  }
}
