package io.propensity.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.run.ContractException;
import io.propensity.run.JobException;
import io.propensity.test.LocalSpark;
import io.propensity.test.LocalWarehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedTableTest {

  /** Iceberg reads the first file of a table's metadata again and again for a minute and a half. */
  private static final String PATIENT = "metadata/.*json";

  private static final List<String> PARTS =
      List.of("data/.*parquet", "metadata/.*-m0.avro", "metadata/snap.*avro", PATIENT);

  private static final List<UnaryOperator<byte[]>> NONE = List.of();

  @TempDir private Path root;

  @Test
  void whicheverFileIsDamagedOrGoneIsNamedInALine() throws IOException {
    LocalWarehouse.write(root, "a/raw", LocalSpark.session().range(0, 1000, 1, 1).toDF());
    for (String part : PARTS) {
      Path file = only(part);
      byte[] content = Files.readAllBytes(file);
      Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
      for (UnaryOperator<byte[]> damage : part.equals(PATIENT) ? NONE : damages()) {
        Files.write(file, damage.apply(content));
        requireNamed(file);
      }
      Files.delete(file);
      requireNamed(file);
      Files.write(file, content);
    }
    assertThat(LocalWarehouse.rows(root, "a/raw").count()).isEqualTo(1000);
  }

  @Test
  void aDamagedCatalogIsToldToo() throws IOException {
    LocalWarehouse.write(root, "a/raw", LocalSpark.session().range(0, 1, 1, 1).toDF());
    Path catalog = root.resolve("catalog.db");
    byte[] content = Files.readAllBytes(catalog);
    for (UnaryOperator<byte[]> damage : damages()) {
      Files.write(catalog, damage.apply(content));
      assertThat(refusal())
          .hasValueSatisfying(
              refused ->
                  assertThat(refused)
                      .hasMessageContaining(
                          "catalog.db of the warehouse cannot be read: [SQLITE_"));
    }
  }

  private static List<UnaryOperator<byte[]>> damages() {
    return List.of(
        content -> "this is nothing".getBytes(StandardCharsets.UTF_8),
        content -> Arrays.copyOf(content, content.length / 2),
        content -> {
          byte[] rotten = content.clone();
          for (int i = content.length / 3; i < content.length / 2; i++) {
            rotten[i] ^= 0x55;
          }
          return rotten;
        });
  }

  private void requireNamed(Path file) {
    assertThat(refusal())
        .as(file.toString())
        .hasValueSatisfying(
            refused ->
                assertThat(refused)
                    .isInstanceOf(ContractException.class)
                    .hasMessageContaining(" cannot be read: ")
                    .hasMessageEndingWith(". Restore it, or write its table again"));
  }

  /** As a job would end. */
  private Optional<? extends JobException> refusal() {
    try {
      LocalWarehouse.rows(root, "a/raw").filter("id > 3").count();
      return Optional.empty();
    } catch (ContractException e) {
      return Optional.of(e);
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      return ReadFailure.brokenFile(e);
    }
  }

  private Path only(String part) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> file.toString().matches(".*" + part)).findFirst().orElseThrow();
    }
  }
}
