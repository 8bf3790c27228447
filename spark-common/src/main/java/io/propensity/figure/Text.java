package io.propensity.figure;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.List;

/** Texts of users, such as a column's name, made to fit. */
final class Text {

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);
  private static final String CUT = "…";

  private Text() {}

  /**
   * The text, or as much of its beginning and its end as fits: names differ at either.
   *
   * @param width in points
   */
  static String fitting(String text, Font font, int width) {
    int[] points = text.codePoints().toArray();
    String fitting = text;
    for (int kept = points.length - 1; kept > 0 && width(fitting, font) > width; kept--) {
      int end = kept / 2;
      int begin = kept - end;
      fitting = new String(points, 0, begin) + CUT + new String(points, points.length - end, end);
    }
    return fitting;
  }

  /** One line, or two where it has a blank and is too long for one; each made to fit. */
  static List<String> lines(String text, Font font, int width) {
    int middle = text.length() / 2;
    int before = text.lastIndexOf(' ', middle);
    int after = text.indexOf(' ', middle);
    int cut = before < 0 || (after >= 0 && after - middle < middle - before) ? after : before;
    if (cut <= 0 || width(text, font) <= width) {
      return List.of(fitting(text, font, width));
    }
    return List.of(
        fitting(text.substring(0, cut), font, width),
        fitting(text.substring(cut + 1), font, width));
  }

  static double width(String text, Font font) {
    return font.getStringBounds(text, CONTEXT).getWidth();
  }
}
