package io.propensity.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.look.StyleSheet;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class HtmlPageTest {

  private final String page =
      text(
          new HtmlPage("<Spring> & more")
              .lead("What came of it")
              .warnings(List.of("Mind \"this\""))
              .heading("Rows")
              .figures(Map.of("scored", "1,000"))
              .heading("Segments")
              .table(List.of("segment", "rows"), List.of(List.of("high", "100")))
              .pictures(Map.of("what it shows", new byte[] {1, 2, 3})));

  @Test
  void eachHeadingBeginsACard() throws Exception {
    Document parsed = parsed();
    assertThat(parsed.getElementsByTagName("header").getLength()).isOne();
    assertThat(parsed.getElementsByTagName("section").getLength()).isEqualTo(2);
    Element second = (Element) parsed.getElementsByTagName("section").item(1);
    assertThat(second.getElementsByTagName("h2").item(0).getTextContent()).isEqualTo("Segments");
    Element picture = (Element) second.getElementsByTagName("img").item(0);
    assertThat(picture.getAttribute("src")).isEqualTo("data:image/png;base64,AQID");
    assertThat(picture.getAttribute("alt")).isEqualTo("what it shows");
  }

  @Test
  void everythingGivenIsText() throws Exception {
    assertThat(parsed().getElementsByTagName("h1").item(0).getTextContent())
        .isEqualTo("<Spring> & more");
    assertThat(page).contains("<li>Mind &quot;this&quot;</li>");
  }

  @Test
  void looksLikeTheConsole() {
    assertThat(page).contains(StyleSheet.TEXT);
    String own = page.replace(StyleSheet.TEXT, "");
    assertThat(own).doesNotContainPattern("#[0-9a-f]{3,8}\\b|rgb\\(|hsl\\(");
  }

  @Test
  void aPageWithoutAHeadingIsWhole() {
    assertThat(text(new HtmlPage("Alone"))).contains("<h1>Alone</h1>\n</header>\n</main>");
  }

  /** The body is XML but for its pictures, which have no end. */
  private Document parsed() throws Exception {
    String body =
        page.substring(page.indexOf("<main>"), page.indexOf("</main>") + "</main>".length())
            .replaceAll("(<img [^>]*)>", "$1/>");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(HtmlPage page) {
    return new String(page.bytes(), StandardCharsets.UTF_8);
  }
}
