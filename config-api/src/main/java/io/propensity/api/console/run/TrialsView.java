package io.propensity.api.console.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.propensity.api.console.chart.Numbers;
import io.propensity.api.console.chart.ParallelCoordinates;
import io.propensity.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The trials of a search, for people.
 *
 * @param metric that the columns and the last axis are of
 * @param plot null where fewer than two trials differ in numbers
 * @param rows the best first
 */
public record TrialsView(String metric, @Nullable ParallelCoordinates plot, List<Row> rows) {

  private static final int MOST = 200;

  /** As the job writes it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Trial(
      int number, Map<String, Object> parameters, double seconds, Map<String, Spread> spread) {

    Trial {
      Objects.requireNonNull(parameters, "parameters");
      spread = spread == null ? Map.of() : Map.copyOf(spread);
    }

    private @Nullable Spread of(String metric) {
      return spread.get(metric);
    }
  }

  /** A metric over the folds. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Spread(@Nullable Double mean, @Nullable Double deviation) {}

  /** A trial. */
  record Row(String number, String id, String parameters, String metric, String took) {}

  public TrialsView {
    rows = List.copyOf(rows);
  }

  static TrialsView of(List<Trial> trials) {
    List<Trial> shown = trials.stream().filter(Objects::nonNull).limit(MOST).toList();
    String metric = metric(shown);
    return new TrialsView(
        metric,
        ParallelCoordinates.towards(
                metric,
                IntStream.range(0, shown.size())
                    .mapToObj(place -> thing(shown.get(place), metric, place == 0))
                    .toList())
            .orElse(null),
        shown.stream().map(trial -> row(trial, metric)).toList());
  }

  /** The usual one of a task, or else the first that there is. */
  private static String metric(List<Trial> trials) {
    List<String> there =
        trials.stream().flatMap(trial -> new TreeSet<>(trial.spread().keySet()).stream()).toList();
    return Arrays.stream(Task.values())
        .map(Task::usualMetric)
        .filter(there::contains)
        .findFirst()
        .or(() -> there.stream().findFirst())
        .orElse("");
  }

  private static ParallelCoordinates.Thing thing(Trial trial, String metric, boolean best) {
    Map<String, Double> numbers = ParallelCoordinates.numbers(trial.parameters());
    mean(trial, metric).ifPresent(mean -> numbers.put(metric, mean));
    return new ParallelCoordinates.Thing(
        "Trial " + trial.number(), "#trial-" + trial.number(), best, numbers);
  }

  private static Optional<Double> mean(Trial trial, String metric) {
    return Optional.ofNullable(trial.of(metric)).map(Spread::mean).filter(Double::isFinite);
  }

  private static Row row(Trial trial, String metric) {
    Spread spread = trial.of(metric);
    return new Row(
        String.valueOf(trial.number()),
        "trial-" + trial.number(),
        words(trial.parameters()),
        spread == null
            ? Numbers.NONE
            : "%s ± %s".formatted(Numbers.score(spread.mean()), Numbers.score(spread.deviation())),
        Numbers.seconds(trial.seconds()));
  }

  private static String words(Map<String, Object> parameters) {
    List<String> words = new ArrayList<>();
    parameters.forEach((name, value) -> words.add("%s %s".formatted(name, value)));
    return String.join(", ", words);
  }
}
