package io.propensity.figure;

import io.propensity.look.StyleSheet;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.Locale;
import org.knowm.xchart.style.AxesChartStyler;

/**
 * How all figures look: dark text and thin grid on white, in the colours of {@link StyleSheet},
 * which the colour-blind tell apart.
 */
final class Style {

  private static final Color INK = of("ink");
  private static final Color SOFT = of("ink-soft");
  private static final Color GRID = of("line");
  private static final Color FIRST = of("series-1");
  private static final Color SECOND = of("series-2");
  private static final Color FAINT = of("series-faint");
  private static final Color REFERENCE = of("reference");

  private static final Font PLAIN = font(Font.PLAIN, 14);
  private static final Font TICK = font(Font.PLAIN, 13);
  private static final Font TITLE = font(Font.BOLD, 17);

  private static final Font SUBTITLE = font(Font.PLAIN, 13);

  private static final int WIDEST_TITLE = 760;
  private static final int WIDEST_LEGEND = 300;
  private static final int WIDEST_BAR = 220;

  private Style() {}

  private static Color of(String name) {
    return new Color(StyleSheet.color(name));
  }

  static Color color(Line.Look look) {
    return switch (look) {
      case MAIN, MARKED, DOTS -> FIRST;
      case OTHER -> SECOND;
      case FAINT -> Style.FAINT;
      case REFERENCE -> Style.REFERENCE;
    };
  }

  static BasicStroke stroke(Line.Look look) {
    return switch (look) {
      case MAIN, MARKED, DOTS -> line(2.6f);
      case OTHER, FAINT -> line(1.8f);
      case REFERENCE ->
          new BasicStroke(
              1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1f, new float[] {5, 4}, 0);
    };
  }

  /** The colour seen through, so that many upon each other are darker than one. */
  static Color faint(Color color) {
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), 90);
  }

  /** Of a range around a point. */
  static BasicStroke whisker() {
    return line(1.4f);
  }

  static String title(String text) {
    return Text.fitting(text, TITLE, WIDEST_TITLE);
  }

  static String subtitle(String text) {
    return Text.fitting(text, SUBTITLE, WIDEST_TITLE);
  }

  /** Of a bar, with as many decimals as tell bars apart when the longest has that value. */
  static String number(double value, double greatest) {
    return greatest >= 10 || greatest == 0
        ? String.format(Locale.ROOT, "%.1f", value)
        : String.format(Locale.ROOT, greatest >= 1 ? "%.2f" : "%.4f", value);
  }

  /** Writes the title, and what follows its first line below it. */
  static void heading(Graphics2D graphics, String title) {
    String[] lines = title.split("\n", 2);
    graphics.setColor(INK);
    graphics.setFont(TITLE);
    graphics.drawString(title(lines[0]), 20, 32);
    if (lines.length > 1) {
      graphics.setColor(SOFT);
      graphics.setFont(SUBTITLE);
      graphics.drawString(subtitle(lines[1]), 20, 54);
    }
  }

  static Font plain() {
    return PLAIN;
  }

  static Font tick() {
    return TICK;
  }

  static Color ink() {
    return INK;
  }

  static Color grid() {
    return GRID;
  }

  /** From white to the main colour. */
  static Color shade(double share) {
    double kept = Math.max(0, Math.min(1, share));
    return new Color(
        shade(FIRST.getRed(), kept), shade(FIRST.getGreen(), kept), shade(FIRST.getBlue(), kept));
  }

  private static int shade(int part, double share) {
    return (int) Math.round(255 + (part - 255) * share);
  }

  static String legend(String text) {
    return Text.fitting(text, PLAIN, WIDEST_LEGEND);
  }

  static String bar(String text) {
    return Text.fitting(text, TICK, WIDEST_BAR);
  }

  static void apply(AxesChartStyler styler) {
    styler.setLocale(Locale.ROOT);
    styler.setBaseFont(PLAIN).setChartTitleFont(TITLE);
    styler.setLegendFont(PLAIN);
    styler.setAxisTitleFont(PLAIN).setAxisTickLabelsFont(TICK);
    styler.setChartFontColor(INK).setChartBackgroundColor(Color.WHITE).setChartPadding(16);
    styler.setChartTitleVisible(false);
    styler.setPlotBackgroundColor(Color.WHITE).setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(GRID).setPlotGridLinesStroke(line(1));
    styler.setAxisTickMarksColor(GRID).setAxisTickLabelsColor(INK).setAxisTitlePadding(8);
    styler
        .setLegendPadding(20)
        .setLegendSeriesLineLength(20)
        .setLegendBorderColor(Color.WHITE)
        .setLegendBackgroundColor(Color.WHITE);
    styler.setMarkerSize(7);
  }

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  private static BasicStroke line(float width) {
    return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }
}
