package io.propensity.api.console.chart;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code charts.js} draws; written to a page as JSON. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Chart.Categories.class, name = "categories"),
  @JsonSubTypes.Type(value = Chart.Lines.class, name = "lines"),
  @JsonSubTypes.Type(value = Chart.Heat.class, name = "heat")
})
public sealed interface Chart {

  /** Whether there is anything to be seen. */
  @JsonIgnore
  boolean isDrawn();

  /** What the labels below a chart are. */
  enum Axis {
    /** Times in ISO 8601, shown as the reader's. */
    @JsonProperty("times")
    TIMES,

    /** Steps of something that goes on, as days and hours do: lines lead from one to the next. */
    @JsonProperty("steps")
    STEPS,

    /**
     * Names, all of which are shown; nothing leads from one to the next, so that lines are points.
     */
    @JsonProperty("names")
    NAMES
  }

  /** Lines and bars over categories. */
  record Categories(Axis axis, List<String> labels, List<Series> series) implements Chart {

    public Categories {
      labels = List.copyOf(labels);
      series = List.copyOf(series);
    }

    @Override
    @JsonIgnore
    public boolean isDrawn() {
      return !labels.isEmpty();
    }
  }

  /** A line, or bars; against the axis at the right, or at the left. */
  record Series(String name, List<@Nullable Number> values, boolean bars, boolean right) {}

  /**
   * Lines through points.
   *
   * @param x what is told along the axis below, as {@code y} at the left
   * @param diagonal whether what tells nothing is drawn as a thin line: equal numbers on both axes
   */
  record Lines(String x, String y, boolean diagonal, List<Line> lines) implements Chart {

    public Lines {
      lines = List.copyOf(lines);
    }

    @Override
    @JsonIgnore
    public boolean isDrawn() {
      return lines.stream().anyMatch(line -> !line.points().isEmpty());
    }
  }

  /**
   * A line.
   *
   * @param points pairs of x and y
   */
  record Line(String name, List<List<Double>> points) {

    public Line {
      points = points.stream().map(List::copyOf).toList();
    }
  }

  /**
   * A number for each of two categories, as a colour.
   *
   * @param cells column, row and number
   */
  record Heat(List<String> columns, List<String> rows, List<List<Number>> cells) implements Chart {

    public Heat {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
      cells = cells.stream().map(List::copyOf).toList();
    }

    @Override
    @JsonIgnore
    public boolean isDrawn() {
      return !cells.isEmpty();
    }
  }
}
