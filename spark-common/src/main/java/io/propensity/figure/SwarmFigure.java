package io.propensity.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.util.List;
import java.util.Locale;

/**
 * A row of dots a name: how far each lies to the left or right, in a colour from low to high.
 *
 * @param x what the place of a dot means
 * @param color what the colour of a dot means
 */
public record SwarmFigure(String title, String x, String color, List<Swarm> swarms)
    implements Figure {

  private static final int LEFT = 230;
  private static final int RIGHT = 40;
  private static final int TOP = 14;
  private static final int BOTTOM = 92;
  private static final int MOST_MARKS = 4;
  private static final double DOT = 4.4;
  private static final Color LOW = Style.color(Line.Look.MAIN);
  private static final Color HIGH = Style.color(Line.Look.OTHER);
  private static final Color UNKNOWN = Style.color(Line.Look.FAINT);

  public SwarmFigure {
    swarms = List.copyOf(swarms);
    if (swarms.isEmpty()) {
      throw new IllegalArgumentException("Figure '%s' has no swarm".formatted(title));
    }
  }

  /**
   * The dots of one name.
   *
   * @param places where each lies
   * @param shades the colour of each, from 0 for low to 1 for high; NaN for neither
   */
  public record Swarm(String name, List<Double> places, List<Double> shades) {

    public Swarm {
      places = List.copyOf(places);
      shades = List.copyOf(shades);
    }
  }

  @Override
  public byte[] png() {
    return Canvas.draw(title, this::paint);
  }

  private void paint(Graphics2D graphics) {
    double most = 0;
    for (Swarm swarm : swarms) {
      for (double place : swarm.places()) {
        most = Math.max(most, Math.abs(place));
      }
    }
    double scale = (Canvas.WIDTH - LEFT - RIGHT) / 2.0 / (most == 0 ? 1 : most * 1.05);
    double middle = (LEFT + Canvas.WIDTH - RIGHT) / 2.0;
    double height = (double) (Canvas.PLOT_HEIGHT - TOP - BOTTOM) / swarms.size();
    for (int i = 0; i < swarms.size(); i++) {
      double y = TOP + (i + 0.5) * height;
      graphics.setColor(Style.grid());
      graphics.drawLine(LEFT, (int) y, Canvas.WIDTH - RIGHT, (int) y);
      graphics.setColor(Style.ink());
      graphics.setFont(Style.tick());
      String name = Text.fitting(swarms.get(i).name(), Style.tick(), LEFT - 40);
      int width = graphics.getFontMetrics().stringWidth(name);
      graphics.drawString(name, LEFT - 14 - width, (float) y + 5);
      dots(graphics, swarms.get(i), middle, y, scale, Math.min(height, 34));
    }
    graphics.setColor(UNKNOWN);
    graphics.drawLine((int) middle, TOP, (int) middle, Canvas.PLOT_HEIGHT - BOTTOM);
    axis(graphics, most, scale, middle);
  }

  /** Dots of about one place are spread upwards and downwards in turn. */
  private static void dots(
      Graphics2D graphics, Swarm swarm, double middle, double y, double scale, double height) {
    int[] taken = new int[Canvas.WIDTH];
    for (int i = 0; i < swarm.places().size(); i++) {
      double at = middle + swarm.places().get(i) * scale;
      int column = Math.max(0, Math.min(taken.length - 1, (int) (at / 3)));
      int before = taken[column]++;
      double step = Math.floorDiv(before + 1, 2) * 2.2 % (height / 2 - 2);
      double off = before % 2 == 0 ? step : -step;
      graphics.setColor(color(swarm.shades().get(i)));
      graphics.fill(new Ellipse2D.Double(at - DOT / 2, y + off - DOT / 2, DOT, DOT));
    }
  }

  private void axis(Graphics2D graphics, double most, double scale, double middle) {
    int bottom = Canvas.PLOT_HEIGHT - BOTTOM;
    graphics.setColor(Style.ink());
    graphics.setFont(Style.tick());
    double step = step(most);
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    for (int mark = (int) -Math.floor(most / step); mark * step <= most; mark++) {
      String text = String.format(Locale.ROOT, "%." + decimals + "f", mark * step);
      int width = graphics.getFontMetrics().stringWidth(text);
      graphics.drawString(text, (float) (middle + mark * step * scale - width / 2.0), bottom + 20);
    }
    graphics.setFont(Style.plain());
    int width = graphics.getFontMetrics().stringWidth(x);
    graphics.drawString(x, (float) (middle - width / 2.0), bottom + 46);
    graphics.setFont(Style.tick());
    float at = LEFT;
    at = key(graphics, color + ":", Style.ink(), at, bottom + 72);
    at = key(graphics, "● low", LOW, at, bottom + 72);
    at = key(graphics, "● high", HIGH, at, bottom + 72);
    key(graphics, "● a category, or missing", UNKNOWN, at, bottom + 72);
  }

  /** Writes a word of the key and returns where the next one begins. */
  private static float key(Graphics2D graphics, String text, Color color, float x, int y) {
    graphics.setColor(color);
    graphics.drawString(text, x, y);
    return x + graphics.getFontMetrics().stringWidth(text) + 16;
  }

  /** The least of 1, 2, 5 times a power of ten that makes few marks on either side of 0. */
  private static double step(double most) {
    double furthest = most == 0 ? 1 : most;
    double power = Math.pow(10, Math.floor(Math.log10(furthest)) - 1);
    for (double factor : new double[] {1, 2, 5, 10, 20, 50}) {
      if (furthest / (factor * power) <= MOST_MARKS) {
        return factor * power;
      }
    }
    return 100 * power;
  }

  private static Color color(double shade) {
    if (Double.isNaN(shade)) {
      return UNKNOWN;
    }
    return new Color(
        mixed(LOW.getRed(), HIGH.getRed(), shade),
        mixed(LOW.getGreen(), HIGH.getGreen(), shade),
        mixed(LOW.getBlue(), HIGH.getBlue(), shade));
  }

  private static int mixed(int low, int high, double share) {
    return (int) Math.round(low + (high - low) * Math.max(0, Math.min(1, share)));
  }
}
