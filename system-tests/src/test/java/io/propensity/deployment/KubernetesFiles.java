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

/**
 * The objects of {@code k8s/}: of the base, before any overlay, of the secrets' templates, and
 * those of single runs.
 */
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

    /** Whether it is the object that another one is, or patches. */
    boolean isOf(Document other) {
      return kind().equals(other.kind()) && name().equals(other.name());
    }

    @Override
    public String toString() {
      return "%s: %s %s".formatted(file, kind(), name());
    }
  }

  static List<Document> all() {
    return Stream.of(
            Kustomization.of("k8s/base").objects().stream(),
            inFolder("k8s/secrets"),
            inFolder("k8s/runs"))
        .flatMap(documents -> documents)
        .toList();
  }

  private static Stream<Document> inFolder(String folder) {
    try (Stream<Path> files = Files.list(Checkout.path(folder))) {
      return files.map(file -> folder + "/" + file.getFileName()).sorted().toList().stream()
          .flatMap(file -> documents(file).stream());
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

  static List<Document> documents(String file) {
    return documents(file, Checkout.text(file));
  }

  static List<Document> documents(String file, String text) {
    try (var values = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
      return values.readAll().stream()
          .filter(json -> !json.isNull())
          .map(json -> new Document(file, json))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
