package io.propensity.api.artifact;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.model.Manifest;
import io.propensity.model.ModelVersion;
import io.propensity.run.ContractException;
import io.propensity.run.FormatVersion;
import io.propensity.run.JobException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Reads manifests, and refuses what is not the one of its directory. */
@Component
public class ManifestReader {

  private static final List<String> REQUIRED =
      Arrays.stream(Manifest.class.getRecordComponents())
          .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
          .map(ManifestReader::field)
          .toList();

  // PostgreSQL keeps no time beyond the year 294276.
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final ArtifactFiles files;
  private final JsonMapper json;
  private final ObjectWriter escaping;

  ManifestReader(ArtifactFiles files, JsonMapper json) {
    this.files = files;
    this.json = json;
    this.escaping = json.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);
  }

  /** Whether the store can be read; where it cannot, manifests are as clients tell them. */
  public boolean readsStore() {
    return files.isReadable();
  }

  /**
   * The manifest of a version; empty when there is no such version.
   *
   * @throws ContractException when it is malformed, of another format or of another version
   */
  public Optional<StoredManifest> read(ModelVersion version) {
    return files.manifest(version).map(bytes -> read(version, bytes));
  }

  private StoredManifest read(ModelVersion version, byte[] bytes) {
    String file = version.path() + "/" + Manifest.FILE;
    Manifest manifest = manifest(file, () -> json.readTree(bytes));
    if (!manifest.modelVersion().equals(version)) {
      throw new ContractException(
          "%s is the manifest of model %s: the directory was copied or renamed by hand"
              .formatted(file, manifest.modelVersion()));
    }
    return new StoredManifest(
        manifest, new String(bytes, StandardCharsets.UTF_8), Sha256.of(bytes));
  }

  /**
   * The manifest of a version as a client tells it; its text has neither white space nor characters
   * beyond ASCII, whatever the file has.
   *
   * @throws ContractException when it is no manifest, of another format or of another version
   */
  public StoredManifest told(ModelVersion version, JsonNode sent) {
    Manifest manifest = manifest("what was sent", () -> sent);
    if (!manifest.modelVersion().equals(version)) {
      throw new ContractException(
          "is the manifest of model %s, not of %s".formatted(manifest.modelVersion(), version));
    }
    if (manifest.createdAt().isBefore(Instant.EPOCH) || manifest.createdAt().isAfter(LATEST)) {
      throw new ContractException(
          "has the created_at %s, when nothing was trained".formatted(manifest.createdAt()));
    }
    String text = escaping.writeValueAsString(sent);
    return new StoredManifest(manifest, text, Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  private Manifest manifest(String file, Supplier<JsonNode> read) {
    try {
      JsonNode tree = read.get();
      FormatVersion.requireReadable(tree.path("format_version").asString(null), file);
      requireFields(file, tree);
      return json.treeToValue(tree, Manifest.class);
    } catch (JacksonException malformed) {
      throw new ContractException(
          "%s is no manifest: %s".formatted(file, reason(malformed)), malformed);
    }
  }

  private static void requireFields(String file, JsonNode tree) {
    List<String> missing = REQUIRED.stream().filter(name -> !tree.hasNonNull(name)).toList();
    if (!missing.isEmpty()) {
      throw new ContractException(
          "%s is no manifest: it has no %s".formatted(file, String.join(", ", missing)));
    }
  }

  private static String field(RecordComponent component) {
    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
    return named == null ? component.getName() : named.value();
  }

  private static String reason(JacksonException malformed) {
    Throwable cause = malformed.getCause();
    if (cause instanceof JobException refused) {
      return String.valueOf(refused.getMessage());
    }
    return cause instanceof NullPointerException
        ? "a field within it is missing"
        : malformed.getOriginalMessage();
  }

  /** The JSON of a manifest, to compare it with another. */
  public JsonNode tree(StoredManifest stored) {
    return json.readTree(stored.text());
  }

  /** Whether a manifest says what one said that was kept before, however it is written. */
  public boolean isSame(StoredManifest stored, String kept) {
    return tree(stored).equals(json.readTree(kept));
  }

  /** A manifest that was read and kept before. */
  public Manifest parse(String text) {
    return json.readValue(text, Manifest.class);
  }
}
