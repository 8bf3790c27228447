package io.propensity.api.console.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** What axe-core finds wrong with a page by WCAG 2.2, levels A and AA. */
final class Accessibility {

  private static final String AXE = "classpath:META-INF/resources/webjars/axe-core/*/axe.min.js";
  private static final String FINDINGS =
      """
      async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}))
        .violations.flatMap(rule => rule.nodes.map(node => rule.id + ': ' + node.html.slice(0, 200)))
      """;

  private Accessibility() {}

  static List<String> findings(Page page) {
    page.evaluate(script());
    return ((List<?>) page.evaluate(FINDINGS)).stream().map(String::valueOf).toList();
  }

  private static String script() {
    try {
      Resource[] found = new PathMatchingResourcePatternResolver().getResources(AXE);
      try (InputStream script = found[0].getInputStream()) {
        return new String(script.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
