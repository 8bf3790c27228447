package io.propensity.page;

import io.propensity.look.StyleSheet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A page that needs neither a server nor a network nor a script nor a file beside it: its pictures
 * are in it, and its style, which is the console's. A title and what it is about, then a card for
 * each heading. Everything that is given is text and is escaped.
 */
public final class HtmlPage {

  private final StringBuilder body = new StringBuilder();
  private final String title;

  /** Of the element that is open. */
  private String end = "</header>\n";

  public HtmlPage(String title) {
    this.title = title;
    body.append("<header>\n<h1>").append(escaped(title)).append("</h1>\n");
  }

  public HtmlPage lead(String text) {
    body.append("<p class=\"lead\">").append(escaped(text)).append("</p>\n");
    return this;
  }

  public HtmlPage heading(String text) {
    body.append(end)
        .append("<section class=\"card\">\n<h2>")
        .append(escaped(text))
        .append("</h2>\n");
    end = "</section>\n";
    return this;
  }

  public HtmlPage paragraph(String text) {
    body.append("<p>").append(escaped(text)).append("</p>\n");
    return this;
  }

  /**
   * A line that leads to a file beside the page.
   *
   * @param address relative to the page, as URLs are written
   */
  public HtmlPage link(String text, String address) {
    body.append("<p><a href=\"")
        .append(escaped(address))
        .append("\">")
        .append(escaped(text))
        .append("</a></p>\n");
    return this;
  }

  /** Sentences that nobody may miss. */
  public HtmlPage warnings(List<String> sentences) {
    if (!sentences.isEmpty()) {
      body.append("<ul class=\"notice\" role=\"alert\">\n");
      sentences.forEach(text -> body.append("<li>").append(escaped(text)).append("</li>\n"));
      body.append("</ul>\n");
    }
    return this;
  }

  /** Numbers with their names above them. */
  public HtmlPage figures(Map<String, String> numbers) {
    body.append("<dl class=\"figures\">\n");
    numbers.forEach(
        (name, number) ->
            body.append("<div><dt>")
                .append(escaped(name))
                .append("</dt><dd>")
                .append(escaped(number))
                .append("</dd></div>\n"));
    body.append("</dl>\n");
    return this;
  }

  /** A table whose first column names its rows; the others are numbers or short text. */
  public HtmlPage table(List<String> header, List<List<String>> rows) {
    body.append("<div class=\"scroll\"><table>\n<thead><tr>");
    header.forEach(cell -> body.append("<th scope=\"col\">").append(escaped(cell)).append("</th>"));
    body.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      body.append("<tr><th scope=\"row\">").append(escaped(row.get(0))).append("</th>");
      row.subList(1, row.size())
          .forEach(cell -> body.append("<td>").append(escaped(cell)).append("</td>"));
      body.append("</tr>\n");
    }
    body.append("</tbody></table></div>\n");
    return this;
  }

  /**
   * Pictures beside each other, which the page carries: it can be sent alone.
   *
   * @param pngs by their descriptions, for whoever cannot see them
   */
  public HtmlPage pictures(Map<String, byte[]> pngs) {
    body.append("<div class=\"gallery\">\n");
    pngs.forEach(
        (description, png) ->
            body.append("<img src=\"data:image/png;base64,")
                .append(Base64.getEncoder().encodeToString(png))
                .append("\" alt=\"")
                .append(escaped(description))
                .append("\">\n"));
    body.append("</div>\n");
    return this;
  }

  /** The page in UTF-8. */
  public byte[] bytes() {
    String page =
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>
        %s%s</style>
        </head>
        <body>
        <main>
        %s%s</main>
        </body>
        </html>
        """
            .formatted(escaped(title), StyleSheet.TEXT, style(), body, end);
    return page.getBytes(StandardCharsets.UTF_8);
  }

  private static String style() {
    try (InputStream in = HtmlPage.class.getResourceAsStream("page.css")) {
      return new String(
          Objects.requireNonNull(in, "page.css").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read page.css", e);
    }
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
