package io.propensity.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.environment.Catalog;
import io.propensity.environment.ConfigApi;
import io.propensity.environment.Environment;
import io.propensity.environment.EnvironmentFile;
import io.propensity.environment.Roots;
import io.propensity.run.ConfigurationException;
import io.propensity.run.NotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogConnectionTest {

  @Test
  void eachStoreHasTheCatalogThatFitsIt() {
    assertThat(properties("/srv/warehouse", null))
        .containsEntry("type", "jdbc")
        .containsEntry("uri", "jdbc:sqlite:/srv/warehouse/catalog.db");
    assertThat(properties("hdfs://nodes/warehouse", null))
        .containsEntry("type", "hadoop")
        .containsEntry("warehouse", "hdfs://nodes/warehouse");
  }

  @Test
  void anObjectStoreHasToNameOne() {
    for (String warehouse : new String[] {"s3a://bucket/warehouse", "gs://bucket/warehouse"}) {
      assertThatThrownBy(() -> properties(warehouse, null))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "The warehouse %s lies in a store that renames nothing in one step: say catalog: {type: jdbc, uri: jdbc:postgresql://HOST/DATABASE} in the environment file"
                  .formatted(warehouse));
    }
    assertThat(
            properties(
                "s3a://bucket/warehouse",
                new Catalog("jdbc", "jdbc:postgresql://db/w", null, null, null, null)))
        .containsEntry("uri", "jdbc:postgresql://db/w");
  }

  @Test
  void theClustersEnvironmentWantsTheDatabaseOfItsSecret() {
    Environment cluster = EnvironmentFile.read("../conf/k8s.yaml", Map.of());
    assertThatThrownBy(() -> CatalogConnection.properties(cluster, Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("catalog.uri is missing: the type jdbc needs it");
    Map<String, String> secret =
        Map.of(
            "PROPENSITY_CATALOG_URI", "jdbc:postgresql://db:5432/warehouse",
            "PROPENSITY_CATALOG_USER", "propensity",
            "PROPENSITY_CATALOG_PASSWORD", "secret");
    assertThat(
            CatalogConnection.properties(EnvironmentFile.read("../conf/k8s.yaml", secret), secret))
        .containsEntry("jdbc.user", "propensity")
        .containsEntry("jdbc.password", "secret");
  }

  @Test
  void aPasswordMayLieInAFile(@TempDir Path directory) throws IOException {
    Path password = Files.writeString(directory.resolve("catalog.password"), "secret\n");
    Map<String, String> variables =
        Map.of(
            "PROPENSITY_BUCKET", "acme",
            "PROPENSITY_CATALOG_URI", "jdbc:postgresql://db:5432/warehouse",
            "PROPENSITY_CATALOG_USER", "propensity",
            "PROPENSITY_CATALOG_PASSWORD_FILE", password.toString());
    Environment cloud = EnvironmentFile.read("../conf/gcp.yaml", variables);

    assertThat(CatalogConnection.properties(cloud, variables))
        .containsEntry("jdbc.password", "secret");
    Files.delete(password);
    assertThatThrownBy(() -> CatalogConnection.properties(cloud, variables))
        .isInstanceOf(NotFoundException.class)
        .hasMessage(
            "There is no file of a secret %s: write the secret to it, or look at the variable that"
                + " names it",
            password);
  }

  @Test
  void manyMayOpenANewWarehouseAtOnce(@TempDir Path directory) throws Exception {
    int writers = 8;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      for (int round = 0; round < 10; round++) {
        Environment environment = environment(directory.resolve("w" + round).toString(), null);
        CyclicBarrier together = new CyclicBarrier(writers);
        Callable<List<Namespace>> open =
            () -> {
              together.await();
              try (CatalogConnection connection =
                  new CatalogConnection(environment, Map.of(), new Configuration())) {
                return ((SupportsNamespaces) connection.catalog()).listNamespaces();
              }
            };
        for (Future<List<Namespace>> opened :
            threads.invokeAll(Collections.nCopies(writers, open))) {
          assertThat(opened.get()).isEmpty();
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Map<String, String> properties(String warehouse, @Nullable Catalog catalog) {
    return CatalogConnection.properties(environment(warehouse, catalog), Map.of());
  }

  private static Environment environment(String warehouse, @Nullable Catalog catalog) {
    return new Environment(
        1,
        new Roots(warehouse, warehouse, warehouse, warehouse, warehouse),
        null,
        null,
        Map.of(),
        catalog,
        null,
        new ConfigApi("http://localhost:1", 1, 1),
        null);
  }
}
