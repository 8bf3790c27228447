package io.propensity.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.propensity.deployment.KubernetesFiles.Document;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder with a {@code kustomization.yaml}: resources, and patches that merge into them. It knows
 * what this repository uses of Kustomize, and refuses the rest.
 */
record Kustomization(String folder, JsonNode file) {

  private static final List<String> KNOWN =
      List.of("apiVersion", "kind", "resources", "patches", "images");

  static Kustomization of(String folder) {
    JsonNode file = KubernetesFiles.documents(folder + "/kustomization.yaml").get(0).json();
    file.fieldNames()
        .forEachRemaining(
            field -> {
              if (!KNOWN.contains(field)) {
                throw new AssertionError(
                    "%s has a %s, which is not known here".formatted(folder, field));
              }
            });
    return new Kustomization(folder, file);
  }

  /** The files that it names, beside the folders. */
  List<String> files() {
    return Stream.concat(
            texts(file.path("resources")),
            SparkJob.elements(file.path("patches")).map(patch -> patch.path("path").asText()))
        .filter(name -> !Files.isDirectory(path(name)))
        .toList();
  }

  List<Document> patches() {
    return SparkJob.elements(file.path("patches"))
        .flatMap(patch -> KubernetesFiles.documents(relative(patch.path("path").asText())).stream())
        .toList();
  }

  /** The objects before the patches. */
  List<Document> resources() {
    return texts(file.path("resources"))
        .flatMap(
            name ->
                Files.isDirectory(path(name))
                    ? of(relative(name)).objects().stream()
                    : KubernetesFiles.documents(relative(name)).stream())
        .toList();
  }

  /** The objects as they are applied. */
  List<Document> objects() {
    List<Document> objects = new ArrayList<>(resources());
    for (Document patch : patches()) {
      int at = indexOf(patch, objects);
      if (patch.json().path("$patch").asText().equals("delete")) {
        objects.remove(at);
      } else {
        JsonNode merged = objects.get(at).json().deepCopy();
        merge((ObjectNode) merged, patch.json());
        objects.set(at, new Document(objects.get(at).file(), merged));
      }
    }
    return objects;
  }

  private static int indexOf(Document patch, List<Document> objects) {
    for (int i = 0; i < objects.size(); i++) {
      if (objects.get(i).isOf(patch)) {
        return i;
      }
    }
    throw new AssertionError(patch + " patches nothing");
  }

  private static void merge(ObjectNode target, JsonNode patch) {
    for (Map.Entry<String, JsonNode> field : patch.properties()) {
      JsonNode there = target.path(field.getKey());
      if (there.isObject() && field.getValue().isObject()) {
        merge((ObjectNode) there, field.getValue());
      } else if (there.isArray() && isNamed(there) && isNamed(field.getValue())) {
        mergeNamed((ArrayNode) there, field.getValue());
      } else {
        target.set(field.getKey(), field.getValue().deepCopy());
      }
    }
  }

  private static boolean isNamed(JsonNode array) {
    return !array.isEmpty() && SparkJob.elements(array).allMatch(element -> element.has("name"));
  }

  private static void mergeNamed(ArrayNode target, JsonNode patch) {
    for (JsonNode element : patch) {
      Optional<JsonNode> there =
          SparkJob.elements(target)
              .filter(other -> other.path("name").equals(element.path("name")))
              .findFirst();
      if (there.isPresent()) {
        merge((ObjectNode) there.get(), element);
      } else {
        target.add(element.deepCopy());
      }
    }
  }

  private static Stream<String> texts(JsonNode array) {
    return SparkJob.elements(array).map(JsonNode::asText);
  }

  private String relative(String name) {
    return Path.of(folder).resolve(name).normalize().toString();
  }

  private Path path(String name) {
    return Checkout.path(relative(name));
  }
}
