package io.propensity.api.console.model;

import io.propensity.api.console.chart.Numbers;
import io.propensity.api.model.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Two versions of a model side by side.
 *
 * @param testRows whether both were measured on the same rows, in words
 */
record ComparisonPage(
    int from,
    int to,
    String testRows,
    boolean comparable,
    List<Change> metrics,
    List<Parameter> parameters,
    List<String> added,
    List<String> removed,
    List<Pair> figures) {

  /**
   * A metric of both.
   *
   * @param verdict {@code better}, {@code worse} or empty
   */
  record Change(
      String metric, String split, String from, String to, String difference, String verdict) {

    static Change of(Comparison.MetricChange change) {
      return new Change(
          change.metric(),
          change.split(),
          Numbers.score(change.from()),
          Numbers.score(change.to()),
          Numbers.signed(change.difference()),
          verdict(change.better()));
    }

    private static String verdict(@Nullable Boolean better) {
      if (better == null) {
        return "";
      }
      return better ? "better" : "worse";
    }
  }

  /** A parameter that differs. */
  record Parameter(String name, String from, String to) {}

  /**
   * A picture of both.
   *
   * @param from its address; empty where the version has none, as is {@code to}
   */
  record Pair(String title, String from, String to) {}

  ComparisonPage {
    metrics = List.copyOf(metrics);
    parameters = List.copyOf(parameters);
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    figures = List.copyOf(figures);
  }

  static ComparisonPage of(Comparison comparison, List<FigureView> from, List<FigureView> to) {
    return new ComparisonPage(
        comparison.from(),
        comparison.to(),
        testRows(comparison.sameTestRows()),
        Boolean.TRUE.equals(comparison.sameTestRows()),
        comparison.metrics().stream().map(Change::of).toList(),
        comparison.parameters().stream()
            .map(each -> new Parameter(each.name(), value(each.from()), value(each.to())))
            .toList(),
        comparison.features().added(),
        comparison.features().removed(),
        pairs(from, to));
  }

  private static String testRows(@Nullable Boolean same) {
    if (same == null) {
      return "It is not known whether both were measured on the same test rows.";
    }
    return same
        ? "Both were measured on the same test rows."
        : "They were measured on different test rows: their metrics cannot be compared.";
  }

  private static String value(@Nullable Object value) {
    return value == null ? Numbers.NONE : String.valueOf(value);
  }

  private static List<Pair> pairs(List<FigureView> from, List<FigureView> to) {
    List<Pair> pairs = new ArrayList<>();
    for (FigureView figure : from) {
      pairs.add(new Pair(figure.title(), figure.href(), named(figure.name(), to)));
    }
    for (FigureView figure : to) {
      if (named(figure.name(), from).isEmpty()) {
        pairs.add(new Pair(figure.title(), "", figure.href()));
      }
    }
    return pairs;
  }

  private static String named(String name, List<FigureView> figures) {
    Optional<FigureView> found =
        figures.stream().filter(figure -> figure.name().equals(name)).findFirst();
    return found.map(FigureView::href).orElse("");
  }
}
