package io.propensity.api.console.dashboard;

import io.propensity.api.console.chart.Chart;
import io.propensity.api.console.dashboard.Charts.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** How sessions go. */
final class SessionPanels {

  private static final List<String> WEEKDAYS =
      List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  private static final int HOURS = 24;

  private SessionPanels() {}

  static List<Panel> of(Shop shop, Filter filter) {
    Export sessions = shop.sessions(filter);
    List<Panel> panels = new ArrayList<>();
    panels.add(
        Panel.ofDays(
            "When sessions buy",
            "The share of sessions with a purchase by weekday and hour, in UTC",
            when(shop.get("sessions_by_day_hour").where(filter::takesDay))));
    panels.add(
        Panel.chosen(
            "Departments that sessions begin in",
            "Sessions by the department that they begin in, and the share with a purchase",
            Charts.overNames(
                sessions.by("department"),
                Measure.bars("Sessions", "sessions"),
                Measure.line("Conversion", Charts.ratio("bought", "sessions")).atTheRight())));
    panels.add(
        Panel.chosen(
            "Length by day",
            "Events and minutes of a session before its purchase, on average",
            Charts.over(
                sessions.by("day"),
                Measure.line("Events", Charts.ratio("events", "sessions")),
                Measure.line("Minutes", group -> group.sum("seconds") / 60 / group.sum("sessions"))
                    .atTheRight())));
    shop.get("session_distributions")
        .where(filter::takesDay)
        .by("measure")
        .forEach((measure, rows) -> panels.add(distribution(measure, rows)));
    return panels;
  }

  private static Panel distribution(String measure, Export rows) {
    String name =
        measure.isEmpty()
            ? "Sessions"
            : measure.substring(0, 1).toUpperCase(Locale.ROOT) + measure.substring(1);
    return Panel.ofDays(
        name + " before a purchase",
        "Sessions by their %s, and the share with a purchase; the last stands for as many and more"
            .formatted(measure),
        Charts.over(
            rows.inOrderOf("value").by("value"),
            Measure.bars("Sessions", "sessions"),
            Measure.line("Conversion", Charts.ratio("bought", "sessions")).atTheRight()));
  }

  private static Chart when(Export hours) {
    List<List<Number>> cells = new ArrayList<>();
    hours
        .by("weekday")
        .values()
        .forEach(
            day ->
                day.by("hour").values().forEach(hour -> cells.add(cell(hour.rows().get(0), hour))));
    return new Chart.Heat(
        IntStream.range(0, HOURS).mapToObj(String::valueOf).toList(), WEEKDAYS, cells);
  }

  /** Of one weekday and hour, whatever the day; to a tenth of a per cent. */
  private static List<Number> cell(JsonNode first, Export hour) {
    double conversion = hour.sum("bought") / Math.max(1, hour.sum("sessions"));
    return List.of(
        (int) Export.number(first, "hour"),
        (int) Export.number(first, "weekday") - 1,
        Math.round(conversion * 1_000) / 1_000.0);
  }
}
