package io.propensity.report;

import io.propensity.model.Task;
import io.propensity.page.HtmlPage;
import io.propensity.tuning.Spread;
import io.propensity.tuning.Trial;
import java.util.ArrayList;
import java.util.List;

/** What a run's page says of a search, be its model evaluated or not. */
final class TrialSection {

  private static final int MOST_ROWS = 50;

  private TrialSection() {}

  /** Writes nothing where nothing was searched for. */
  static void write(HtmlPage page, Task task, List<Trial> trials) {
    if (trials.isEmpty()) {
      return;
    }
    List<String> shown = MetricTables.headline(task);
    List<List<String>> rows = new ArrayList<>();
    for (Trial trial : trials.stream().limit(MOST_ROWS).toList()) {
      List<String> row = new ArrayList<>(List.of(Integer.toString(trial.number())));
      row.add(trial.parameters().toString());
      for (String metric : shown) {
        Spread spread = trial.spread(metric);
        row.add(
            MetricTables.number(spread.mean()) + " ± " + MetricTables.number(spread.deviation()));
      }
      rows.add(row);
    }
    List<String> header = new ArrayList<>(List.of("trial", "parameters"));
    header.addAll(shown);
    page.heading("Trials, the best first (%d of %d)".formatted(rows.size(), trials.size()))
        .table(header, rows);
  }
}
