package io.propensity.figure;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Locale;

/**
 * Counts by row and column, each with its share of its row; the darker, the greater the share.
 *
 * @param labels of the rows and of the columns
 */
public record MatrixFigure(
    String title, String rows, String columns, List<String> labels, List<List<Double>> counts)
    implements Figure {

  private static final int NARROWEST = 120;
  private static final int WIDEST = 260;

  /** Of the name of the rows and the gaps beside the labels. */
  private static final int SIDE = 56;

  private static final int TOP = 16;
  private static final int BOTTOM = 96;

  /** Shares of this and more are dark enough for white text. */
  private static final double DARK = 0.7;

  private static final int RIGHT = 40;
  private static final int FEW = 12;

  public MatrixFigure {
    labels = List.copyOf(labels);
    counts = counts.stream().map(List::copyOf).toList();
    if (labels.isEmpty() || counts.size() != labels.size()) {
      throw new IllegalArgumentException("Figure '%s' has no cell".formatted(title));
    }
  }

  @Override
  public byte[] png() {
    return Canvas.draw(title, this::paint);
  }

  private void paint(Graphics2D graphics) {
    int size = labels.size();
    int left = left();
    double width = (double) (Canvas.WIDTH - left - RIGHT) / size;
    double height = (double) (Canvas.PLOT_HEIGHT - TOP - BOTTOM) / size;
    for (int row = 0; row < size; row++) {
      double total = counts.get(row).stream().mapToDouble(Double::doubleValue).sum();
      for (int column = 0; column < size; column++) {
        double count = counts.get(row).get(column);
        double share = total == 0 ? 0 : count / total;
        int x = (int) Math.round(left + column * width);
        int y = (int) Math.round(TOP + row * height);
        graphics.setColor(Style.shade(share));
        graphics.fillRect(x + 1, y + 1, (int) width - 2, (int) height - 2);
        if (size <= FEW) {
          graphics.setColor(share >= DARK ? Color.WHITE : Style.ink());
          cell(graphics, count, share, x + width / 2, y + height / 2, size);
        }
      }
      graphics.setColor(Style.ink());
      graphics.setFont(Style.tick());
      String label = Text.fitting(labels.get(row), Style.tick(), left - SIDE);
      right(graphics, label, left - 10, TOP + (row + 0.5) * height + 5);
      List<String> below = Text.lines(labels.get(row), Style.tick(), (int) width - 6);
      for (int line = 0; line < below.size(); line++) {
        int y = Canvas.PLOT_HEIGHT - BOTTOM + 22 + line * 17;
        centred(graphics, below.get(line), left + (row + 0.5) * width, y);
      }
    }
    graphics.setFont(Style.plain());
    centred(
        graphics, columns, (left + Canvas.WIDTH - RIGHT) / 2.0, Canvas.PLOT_HEIGHT - BOTTOM + 68);
    graphics.rotate(-Math.PI / 2);
    centred(graphics, rows, -(TOP + Canvas.PLOT_HEIGHT - BOTTOM) / 2.0, 30);
    graphics.rotate(Math.PI / 2);
  }

  /** As wide as the longest label wants. */
  private int left() {
    double longest =
        labels.stream().mapToDouble(label -> Text.width(label, Style.tick())).max().orElse(0);
    return (int) Math.max(NARROWEST, Math.min(WIDEST, longest + SIDE + 2));
  }

  private static void cell(
      Graphics2D graphics, double count, double share, double x, double y, int size) {
    float points = size <= 3 ? 26 : size <= 6 ? 18 : 12;
    String text =
        count == Math.rint(count)
            ? String.format(Locale.ROOT, "%,.0f", count)
            : String.format(Locale.ROOT, "%,.1f", count);
    graphics.setFont(Style.plain().deriveFont(Font.BOLD, points));
    centred(graphics, text, x, y);
    graphics.setFont(Style.plain().deriveFont(points * 0.6f));
    centred(graphics, String.format(Locale.ROOT, "%.1f %%", 100 * share), x, y + points * 0.95);
  }

  private static void centred(Graphics2D graphics, String text, double x, double y) {
    double width = graphics.getFontMetrics().stringWidth(text);
    graphics.drawString(text, (float) (x - width / 2), (float) y);
  }

  private static void right(Graphics2D graphics, String text, double x, double y) {
    double width = graphics.getFontMetrics().stringWidth(text);
    graphics.drawString(text, (float) (x - width), (float) y);
  }
}
