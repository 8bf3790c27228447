package io.propensity.api.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What Prometheus reads of the service, line by line. */
record Scrape(List<Sample> samples) {

  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? ([^ ]+)");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"");

  record Sample(String name, String labels, double value) {

    Set<String> labelNames() {
      Set<String> names = new TreeSet<>();
      Matcher label = LABEL.matcher(labels);
      while (label.find()) {
        names.add(label.group(1));
      }
      return names;
    }
  }

  static Scrape of(Api api) {
    Answer answer = api.get("/actuator/prometheus");
    assertThat(answer.status()).isEqualTo(200);
    return new Scrape(
        answer
            .response()
            .body()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(Scrape::sample)
            .toList());
  }

  private static Sample sample(String line) {
    Matcher parts = LINE.matcher(line);
    assertThat(parts.matches()).as(line).isTrue();
    String labels = parts.group(2) == null ? "" : parts.group(2);
    return new Sample(parts.group(1), labels, Double.parseDouble(parts.group(3)));
  }

  Set<String> names() {
    return samples.stream().map(Sample::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether the service, or Prometheus itself, gives samples of a name such a label. */
  boolean hasLabel(String name, String label) {
    return label.equals("job")
        || label.equals("instance")
        || samples.stream()
            .filter(sample -> sample.name().equals(name))
            .anyMatch(sample -> sample.labelNames().contains(label));
  }

  /** The value of the one sample that has all these labels, {@code kind="training"} say. */
  double value(String name, String... labels) {
    List<Sample> found =
        samples.stream()
            .filter(sample -> sample.name().equals(name))
            .filter(sample -> List.of(labels).stream().allMatch(sample.labels()::contains))
            .toList();
    assertThat(found).as("%s with %s", name, String.join(", ", labels)).hasSize(1);
    return found.get(0).value();
  }
}
