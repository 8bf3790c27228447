package io.propensity.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.environment.Catalog;
import io.propensity.environment.ConfigApi;
import io.propensity.environment.Environment;
import io.propensity.environment.Roots;
import io.propensity.run.ConfigurationException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

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
    Environment cluster = Environment.read("../conf/k8s.yaml", Map.of());
    assertThatThrownBy(() -> CatalogConnection.properties(cluster, Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("catalog.uri is missing: the type jdbc needs it");
    Map<String, String> secret =
        Map.of(
            "PROPENSITY_CATALOG_URI", "jdbc:postgresql://db:5432/warehouse",
            "PROPENSITY_CATALOG_USER", "propensity",
            "PROPENSITY_CATALOG_PASSWORD", "secret");
    assertThat(CatalogConnection.properties(Environment.read("../conf/k8s.yaml", secret), secret))
        .containsEntry("jdbc.user", "propensity")
        .containsEntry("jdbc.password", "secret");
  }

  private static Map<String, String> properties(String warehouse, @Nullable Catalog catalog) {
    return CatalogConnection.properties(
        new Environment(
            1,
            new Roots(warehouse, warehouse, warehouse, warehouse, warehouse),
            null,
            null,
            Map.of(),
            catalog,
            null,
            new ConfigApi("http://localhost:1", 1, 1)),
        Map.of());
  }
}
