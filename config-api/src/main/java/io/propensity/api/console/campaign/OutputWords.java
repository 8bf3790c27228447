package io.propensity.api.console.campaign;

import io.propensity.api.console.FormBody;
import io.propensity.campaign.OutputSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a campaign publishes, for people. */
final class OutputWords {

  private OutputWords() {}

  /** A phrase for each thing that is said; none where nothing is. */
  static List<String> of(@Nullable OutputSettings output) {
    List<String> words = new ArrayList<>();
    if (output == null) {
      return words;
    }
    if (output.top() != null) {
      words.add(String.format(Locale.ROOT, "the %,d greatest scores", output.top()));
    }
    if (output.minScore() != null) {
      words.add("scores of at least " + FormBody.typed(output.minScore()));
    }
    if (output.format() != null) {
      words.add("as " + output.format());
    }
    if (output.table() != null) {
      words.add("to the table " + output.table());
    }
    if (output.partitionBy() != null) {
      words.add("in folders by " + String.join(", ", output.partitionBy()));
    }
    if (Boolean.TRUE.equals(output.sortByScore())) {
      words.add("the greatest scores first");
    }
    if (output.keepRuns() != null) {
      words.add(
          output.keepRuns() == 1
              ? "the newest run stays"
              : String.format(Locale.ROOT, "the newest %,d runs stay", output.keepRuns()));
    }
    return words;
  }
}
