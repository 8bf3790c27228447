package io.propensity.prediction.ranking;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.propensity.campaign.SegmentRule;
import io.propensity.run.ContractException;
import io.propensity.run.UsageException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The parts of a ranked audience, as a column of names. */
public final class Segments {

  private final SegmentRule rule;

  private Segments(SegmentRule rule) {
    this.rule = rule;
  }

  /**
   * Reads the form that the command line takes.
   *
   * @throws UsageException when it is none
   */
  public static Segments parse(String text) {
    try {
      return new Segments(SegmentRule.parse(text));
    } catch (IllegalArgumentException refused) {
      throw new UsageException(
          "--segments '%s': %s".formatted(text, refused.getMessage()), refused);
    }
  }

  /**
   * Reads the setting of a campaign; null for none.
   *
   * @throws ContractException when it is none
   */
  public static @Nullable Segments ofCampaign(@Nullable String text) {
    try {
      return text == null ? null : new Segments(SegmentRule.parse(text));
    } catch (IllegalArgumentException refused) {
      throw new ContractException(
          "the campaign's segments '%s': %s".formatted(text, refused.getMessage()), refused);
    }
  }

  /** Best first. */
  public List<String> names() {
    return rule.names();
  }

  /**
   * The segment of each row.
   *
   * @param table the scored rows, read once for every 16 bits of a score when shares are asked for
   * @param score DOUBLE of {@code table}
   * @param hash BIGINT of {@code table}, the same for a user in every run: it decides who of those
   *     with the same score comes first
   * @param rows how many there are
   */
  public Column of(Dataset<Row> table, Column score, Column hash, long rows) {
    List<Column> within = new ArrayList<>();
    List<String> names = rule.names();
    if (rule.shares()) {
      Cut.of(table, score, hash, ranks(rows), rows)
          .forEach(cut -> within.add(cut.within(score, hash)));
    } else {
      rule.numbers().forEach(bound -> within.add(score.geq(bound)));
    }
    Column segment = lit(names.get(names.size() - 1));
    for (int i = within.size() - 1; i >= 0; i--) {
      segment = when(within.get(i), lit(names.get(i))).otherwise(segment);
    }
    return segment;
  }

  private long[] ranks(long rows) {
    long[] ranks = new long[rule.numbers().size()];
    double share = 0;
    for (int i = 0; i < ranks.length; i++) {
      share += rule.numbers().get(i);
      ranks[i] = Math.round(share * rows);
    }
    return ranks;
  }
}
