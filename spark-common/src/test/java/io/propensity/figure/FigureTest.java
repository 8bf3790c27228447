package io.propensity.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.figure.Line.Look;
import io.propensity.figure.Line.Point;
import io.propensity.look.StyleSheet;
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

  private static final int BLUE = StyleSheet.color("series-1");

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
    int less = pixels(read(bars(new BarFigure.Bar("a", 50), new BarFigure.Bar("b", 25))), BLUE);

    assertThat(less).isBetween((int) (0.74 * both), (int) (0.76 * both));
  }

  @Test
  void intervalsAreSeenAndHoldTheirValue() throws IOException {
    IntervalFigure.Interval nothing = new IntervalFigure.Interval("all", 0, 0, 0);
    IntervalFigure.Interval some = new IntervalFigure.Interval("few", 0.02, -0.01, 0.05);

    int dot = pixels(read(new IntervalFigure("f", "x", List.of(nothing))), BLUE);
    assertThat(dot).isPositive();
    assertThat(pixels(read(new IntervalFigure("f", "x", List.of(nothing, some))), BLUE))
        .isGreaterThan(2 * dot);
    assertThat(some.text()).isEqualTo("+2.00  (-1.00 to +5.00)");
    assertThatThrownBy(() -> new IntervalFigure.Interval("odd", 1, 2, 3))
        .hasMessage("Interval 'odd' cannot be 2.0 to 3.0 around 1.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
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
    Figure figure = new LineFigure("f", Axis.to(1, "x"), Axis.to(1, "y"), List.of(one, two));

    assertThatCode(figure::png).doesNotThrowAnyException();
  }

  @Test
  void longNamesLoseTheirMiddleByCharacters() {
    assertThat(Style.bar("short")).isEqualTo("short");
    assertThat(Style.bar("number_of_orders_in_the_last_30_days_for_books"))
        .startsWith("number_of_or")
        .contains("…")
        .endsWith("_for_books");
    String emoji = Style.title("\uD83D\uDE00".repeat(200));
    assertThat(emoji.codePoints().filter(point -> point == '…')).hasSize(1);
    assertThat(emoji.codePoints()).doesNotContain(0xD83D, 0xDE00).hasSizeBetween(20, 100);
    assertThat(Style.legend("W".repeat(60)).length())
        .isLessThan(Style.legend("i".repeat(60)).length());
  }

  @Test
  void barsWhoseNamesAreAlikeWhenShortenedKeepTheirOwnLabels() {
    String books = "a".repeat(60) + "books" + "z".repeat(60);
    String clothes = "a".repeat(60) + "cloth" + "z".repeat(60);
    BarFigure figure =
        new BarFigure(
            "f", "%", List.of(new BarFigure.Bar(books, 0), new BarFigure.Bar(clothes, 0)));

    assertThat(figure.labels()).hasSize(2).doesNotHaveDuplicates();
    assertThat(figure.labels().get(0).strip()).isEqualTo(figure.labels().get(1).strip());
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
        .hasMessageContaining("(Fontconfig head is null). Install a font, e.g. apt-get install")
        .hasMessageContaining("figures: false");
  }

  @Test
  void whatCannotBeDrawnIsRefused() {
    assertThatThrownBy(() -> bars()).hasMessageContaining("has no bar");
    assertThatThrownBy(() -> new BarFigure.Bar("a", Double.NaN))
        .hasMessageContaining("cannot be NaN long");
    assertThatThrownBy(() -> new Line("empty", Look.MAIN, List.of()))
        .hasMessageContaining("'empty' has no name or no point");
    assertThatThrownBy(() -> new Point(0, Double.NaN)).hasMessageContaining("is no point");
    assertThatThrownBy(() -> new LineFigure("f", Axis.to(1, "x"), Axis.to(1, "y"), List.of()))
        .hasMessageContaining("'f' has no line");
    assertThatThrownBy(() -> Axis.to(0, "x")).hasMessageContaining("'x' cannot end at 0");
  }

  private static Figure lines(String name) {
    Line line = new Line(name, Look.MAIN, List.of(new Point(0, 0), new Point(1, 1)));
    return new LineFigure(name, Axis.to(1, "x"), Axis.shares(1, "y"), List.of(line));
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
