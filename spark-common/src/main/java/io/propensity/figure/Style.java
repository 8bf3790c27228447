package io.propensity.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.Locale;
import org.knowm.xchart.style.AxesChartStyler;

/**
 * How all figures look: dark text and thin grid on white, colours that the colour-blind tell apart.
 */
final class Style {

  private static final Color INK = new Color(0x24, 0x29, 0x2f);
  private static final Color GRID = new Color(0xe4, 0xe7, 0xeb);
  private static final Color BLUE = new Color(0x1f, 0x5f, 0xa8);
  private static final Color ORANGE = new Color(0xd9, 0x7a, 0x06);
  private static final Color GREY = new Color(0x9a, 0xa3, 0xad);
  private static final Color DARK_GREY = new Color(0x6b, 0x74, 0x7e);

  private static final Font PLAIN = font(Font.PLAIN, 14);
  private static final Font TICK = font(Font.PLAIN, 13);
  private static final Font TITLE = font(Font.BOLD, 17);

  private static final Font SUBTITLE = font(Font.PLAIN, 13);

  private static final int WIDEST_TITLE = 760;
  private static final int WIDEST_LEGEND = 300;
  private static final int WIDEST_BAR = 220;

  private Style() {}

  static Color color(Line.Look look) {
    return switch (look) {
      case MAIN, MARKED, DOTS -> BLUE;
      case OTHER -> ORANGE;
      case FAINT -> GREY;
      case REFERENCE -> DARK_GREY;
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
      graphics.setColor(DARK_GREY);
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
        shade(BLUE.getRed(), kept), shade(BLUE.getGreen(), kept), shade(BLUE.getBlue(), kept));
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
