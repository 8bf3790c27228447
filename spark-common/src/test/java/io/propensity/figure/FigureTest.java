package io.propensity.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.figure.Line.Look;
import io.propensity.figure.Line.Point;
import io.propensity.run.ConfigurationException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FigureTest {

  private static final int BLUE = 0x1f5fa8;

  @Test
  void aLineFigureIsAPngInWhichTheLineIsSeen() throws IOException {
    BufferedImage image = read(lines("test, AUC 0.842"));

    assertThat(image.getWidth()).isEqualTo(1_600);
    assertThat(image.getHeight()).isEqualTo(1_200);
    assertThat(pixels(image, BLUE)).isGreaterThan(2_000);
    assertThat(pixels(image, 0xffffff)).isGreaterThan(1_000_000);
  }

  @Test
  void barsAreAsLongAsTheirValues() throws IOException {
    int both = pixels(read(bars(new BarFigure.Bar("a", 50), new BarFigure.Bar("b", 50))), BLUE);
    int one = pixels(read(bars(new BarFigure.Bar("a", 50), new BarFigure.Bar("b", 0))), BLUE);

    assertThat(both).isBetween(2 * one - 2_000, 2 * one + 2_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "$x$",
        "tab\tand\nline",
        "\u0000",
        "\uD83D\uDE00 名前",
        "\uD83D",
        "a-column-whose-name-is-much-longer-than-any-figure-is-wide-enough-to-show-as-a-whole"
      })
  void oddNamesAreDrawn(String name) {
    assertThatCode(() -> read(lines(name))).doesNotThrowAnyException();
    assertThatCode(() -> read(bars(new BarFigure.Bar(name, 1)))).doesNotThrowAnyException();
  }

  @Test
  void namesThatAreAlikeWhenShortenedAreTwoLines() {
    Line one = new Line("a".repeat(60) + "1", Look.MAIN, List.of(new Point(0, 0)));
    Line two = new Line("a".repeat(60) + "2", Look.OTHER, List.of(new Point(1, 1)));
    Figure figure = new LineFigure("f", Axis.unit("x"), Axis.unit("y"), List.of(one, two));

    assertThatCode(figure::png).doesNotThrowAnyException();
  }

  @Test
  void longNamesAreShortenedByCharactersAndNotInTheirMiddle() {
    assertThat(Style.label("short")).isEqualTo("short");
    assertThat(Style.label("\uD83D\uDE00".repeat(41))).isEqualTo("\uD83D\uDE00".repeat(39) + "…");
  }

  @Test
  void aMachineWithoutFontsIsToldWhatToDo() {
    assertThatCode(Canvas::requireFonts).doesNotThrowAnyException();
    assertThatThrownBy(
            () ->
                Canvas.requireFonts(
                    () -> {
                      throw new InternalError("Fontconfig head is null");
                    }))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("finds no font on this machine. Install one, e.g. apt-get install")
        .hasMessageContaining("figures: false");
  }

  @Test
  void nothingIsDrawnOfNothing() {
    assertThatThrownBy(() -> bars()).hasMessageContaining("has no bar");
    assertThatThrownBy(() -> new Line("empty", Look.MAIN, List.of()))
        .hasMessageContaining("'empty' has no point");
  }

  private static Figure lines(String name) {
    Line line = new Line(name, Look.MAIN, List.of(new Point(0, 0), new Point(1, 1)));
    return new LineFigure(name, Axis.unit("x"), Axis.shares("y"), List.of(line));
  }

  private static Figure bars(BarFigure.Bar... bars) {
    return new BarFigure("bars", "%", List.of(bars));
  }

  private static BufferedImage read(Figure figure) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(figure.png()));
  }

  private static int pixels(BufferedImage image, int color) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += (image.getRGB(x, y) & 0xffffff) == color ? 1 : 0;
      }
    }
    return count;
  }
}
