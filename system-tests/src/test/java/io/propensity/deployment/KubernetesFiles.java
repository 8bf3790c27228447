package io.propensity.deployment;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The documents of {@code k8s/*.yaml}. */
final class KubernetesFiles {

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY).build();
  private static final Set<String> APPLICATIONS =
      Set.of("SparkApplication", "ScheduledSparkApplication");

  private KubernetesFiles() {}

  /** One object, printed by its file, kind and name. */
  record Document(String file, JsonNode json) {

    String kind() {
      return json.path("kind").asText();
    }

    String name() {
      return json.at("/metadata/name").asText();
    }

    @Override
    public String toString() {
      return "%s: %s %s".formatted(file, kind(), name());
    }
  }

  static List<Document> all() {
    try (Stream<Path> files = Files.list(Checkout.path("k8s"))) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .flatMap(KubernetesFiles::documents)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Document> ofKind(String kind) {
    return all().stream().filter(document -> document.kind().equals(kind)).toList();
  }

  /** The objects that the Spark operator watches. */
  static List<Document> applications() {
    return all().stream().filter(document -> APPLICATIONS.contains(document.kind())).toList();
  }

  static List<SparkJob> jobs() {
    return applications().stream().map(SparkJob::of).toList();
  }

  private static Stream<Document> documents(Path file) {
    try (var values = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
      return values.readAll().stream()
          .filter(json -> !json.isNull())
          .map(json -> new Document("k8s/" + file.getFileName(), json));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
