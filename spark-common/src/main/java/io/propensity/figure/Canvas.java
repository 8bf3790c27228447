package io.propensity.figure;

import io.propensity.run.ConfigurationException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.IChart;

/** Where figures are drawn: in memory, without a screen. */
public final class Canvas {

  static final int WIDTH = 800;
  static final int HEIGHT = 600;

  /** Where the title stands, with what follows it. */
  private static final int TITLE = 62;

  static final int PLOT_HEIGHT = HEIGHT - TITLE;

  /** Pixels for each of the chart's points, so that figures are sharp on good screens. */
  private static final int SCALE = 2;

  private Canvas() {}

  /**
   * Finds out whether text can be drawn here, before any work that would end in a figure.
   *
   * @throws ConfigurationException when Java finds no font, or not the libraries to draw with it
   */
  public static void requireFonts() {
    requireFonts(Canvas::measureText);
  }

  static void requireFonts(Runnable measureText) {
    try {
      measureText.run();
    } catch (RuntimeException | InternalError | LinkageError e) { // Java throws any of them.
      throw new ConfigurationException(
          ("Cannot draw figures: Java cannot draw text on this machine (%s). Install a"
                  + " font, e.g. apt-get install fontconfig fonts-dejavu-core, or write figures: false"
                  + " in the environment file")
              .formatted(root(e).getMessage()),
          e);
    }
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** Draws the title, and the chart below it. */
  static byte[] draw(String title, Supplier<? extends IChart> chart) {
    return draw(title, graphics -> chart.get().paint(graphics, WIDTH, HEIGHT - TITLE));
  }

  /** Draws the title, and what {@code plot} paints below it, on {@link #PLOT_HEIGHT} points. */
  static byte[] draw(String title, Consumer<Graphics2D> plot) {
    withoutScreen();
    return png(image(title, plot));
  }

  private static void measureText() {
    withoutScreen();
    Style.title("0");
  }

  /** A DISPLAY that is set and answers to nobody would end the job. */
  private static void withoutScreen() {
    System.setProperty("java.awt.headless", "true");
  }

  private static BufferedImage image(String title, Consumer<Graphics2D> plot) {
    BufferedImage image =
        new BufferedImage(WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.scale(SCALE, SCALE);
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, WIDTH, HEIGHT);
      Style.heading(graphics, title);
      graphics.translate(0, TITLE);
      plot.accept(graphics);
      return image;
    } finally {
      graphics.dispose();
    }
  }

  private static byte[] png(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "png", bytes)) {
        throw new IllegalStateException("This Java writes no PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a figure as PNG", e);
    }
    return bytes.toByteArray();
  }
}
