package io.propensity.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a page of docs/ shows as YAML, for tests that do as it says. */
public final class DocumentedYaml {

  private DocumentedYaml() {}

  /** The one example of a page that begins with a key. */
  public static JsonNode of(String page, String key) throws IOException {
    Matcher example =
        Pattern.compile("```yaml\\n(%s:.*?)```".formatted(Pattern.quote(key)), Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../docs", page)));
    if (!example.find()) {
      throw new AssertionError("docs/%s has no example of %s".formatted(page, key));
    }
    return new YAMLMapper().readTree(example.group(1)).path(key);
  }
}
