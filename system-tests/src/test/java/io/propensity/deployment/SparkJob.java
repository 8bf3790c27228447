package io.propensity.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import io.propensity.deployment.KubernetesFiles.Document;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;

/** What an application object starts: the part that single and scheduled runs have in common. */
record SparkJob(Document document, JsonNode spec) {

  static SparkJob of(Document document) {
    JsonNode spec = document.json().path("spec");
    return new SparkJob(document, spec.has("template") ? spec.path("template") : spec);
  }

  String text(String field) {
    return spec.path(field).asText();
  }

  String jarInTheImage() {
    return text("mainApplicationFile").replaceFirst("^local://", "");
  }

  List<String> arguments() {
    return elements("arguments").map(JsonNode::asText).toList();
  }

  /** The value that follows an option. */
  String argument(String option) {
    int at = arguments().indexOf(option);
    return at < 0 ? "" : arguments().get(at + 1);
  }

  Stream<JsonNode> pods() {
    return Stream.of(spec.path("driver"), spec.path("executor"));
  }

  Stream<JsonNode> elements(String field) {
    return elements(spec.path(field));
  }

  static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** The job's own parser of its command line. */
  CommandLine commandLine() throws ReflectiveOperationException {
    Constructor<?> job = Class.forName(text("mainClass")).getDeclaredConstructors()[0];
    job.setAccessible(true);
    Object[] given = Stream.of(job.getParameterTypes()).map(SparkJob::given).toArray();
    return new CommandLine(job.newInstance(given));
  }

  /** What parsing does not use: the process environment and where to print. */
  private static Object given(Class<?> parameter) {
    return parameter == Map.class ? Map.of() : new PrintWriter(Writer.nullWriter());
  }

  @Override
  public String toString() {
    return document.toString();
  }
}
