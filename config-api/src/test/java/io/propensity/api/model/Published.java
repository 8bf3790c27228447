package io.propensity.api.model;

import io.propensity.model.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Model versions in a models root of the tests, laid out as training does it. */
public final class Published {

  public static final String ROOT = "target/test-models";

  private static final JsonMapper JSON = new JsonMapper();
  private static final Map<String, String> FILES =
      new TreeMap<>(
          Map.of(
              "figures/roc.png", "a picture",
              "metrics.json", "{\"test\": {}}",
              "curves.json",
                  "{\"split\": \"test\", \"roc\": [[0, 0], [0.2, 0.7], [1, 1]],"
                      + " \"precision_recall\": [[0.5, 0.9], [1, 0.3]], \"calibration\": [[0.1,"
                      + " 0.12], [0.6, 0.55]]}",
              "model.cbm", "a model",
              "requirements.txt", "catboost"));

  static {
    try {
      FileSystemUtils.deleteRecursively(Path.of(ROOT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Published() {}

  /** A name that no other test has. */
  public static String name() {
    return "win-back-" + UUID.randomUUID().toString().substring(0, 8);
  }

  public static Path directory(String name, int version) {
    return directory(name).resolve(String.valueOf(version));
  }

  /** That of all versions of a model. */
  static Path directory(String name) {
    return Path.of(ROOT, name);
  }

  /** The golden manifest's model under another name. */
  public static void version(String name, int version) {
    version(name, version, manifest -> {});
  }

  /** One with a {@code roc_auc} on the test rows of a fingerprint. */
  public static void version(String name, int version, double auc, String testRows) {
    version(name, version, manifest -> measured(manifest, auc, testRows));
  }

  private static void measured(ObjectNode manifest, double auc, String testRows) {
    ((ObjectNode) manifest.at("/metrics/test")).put("roc_auc", auc);
    ((ObjectNode) manifest.path("training_data")).put("test_fingerprint", testRows);
  }

  /** The manifest of a version that lies where the service cannot read it. */
  public static ObjectNode elsewhere(String name, int version, double auc, String testRows) {
    ObjectNode manifest = golden().put("name", name).put("version", version);
    ((ArrayNode) manifest.path("files"))
        .addObject()
        .put("path", "figures/roc.png")
        .put("sha256", sha256(""))
        .put("bytes", 0);
    measured(manifest, auc, testRows);
    return manifest;
  }

  /** One whose manifest was edited before it was written. */
  public static void version(String name, int version, Consumer<ObjectNode> edit) {
    Path directory = directory(name, version);
    ObjectNode manifest = golden().put("name", name).put("version", version);
    ArrayNode files = manifest.putArray("files");
    FILES.forEach((path, text) -> files.add(file(directory, path, text)));
    edit.accept(manifest);
    write(directory.resolve(Manifest.FILE), manifest.toString());
  }

  /** Drops everything that lies in a version's directory. */
  public static void remove(String name, int version) {
    try {
      FileSystemUtils.deleteRecursively(directory(name, version));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The features of every version that is not edited, in the model's order. */
  public static List<String> features() {
    return golden()
        .path("features")
        .valueStream()
        .map(each -> each.path("name").asString())
        .toList();
  }

  static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode file(Path directory, String path, String text) {
    write(directory.resolve(path), text);
    return JSON.createObjectNode()
        .put("path", path)
        .put("sha256", sha256(text))
        .put("bytes", text.length());
  }

  private static ObjectNode golden() {
    try (InputStream file = Manifest.class.getResourceAsStream("/golden/manifest.json")) {
      return (ObjectNode) JSON.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
