package io.propensity.environment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The environment files of the checkout. */
class EnvironmentFilesTest {

  private static final Path FOLDER = Path.of("../conf");
  private static final Set<String> PLATFORMS = Set.of("launcher.kubernetes", "launcher.dataproc");
  private static final Map<String, String> VARIABLES =
      Map.of(
          "PROPENSITY_BUCKET", "acme-propensity",
          "PROPENSITY_CATALOG_URI", "jdbc:postgresql://db:5432/warehouse",
          "PROPENSITY_CATALOG_USER", "propensity",
          "PROPENSITY_CATALOG_PASSWORD", "secret");

  @ParameterizedTest
  @ValueSource(strings = {"k8s", "gcp"})
  void environmentsDifferInValuesOnly(String name) throws IOException {
    assertThat(keys(name)).isEqualTo(keys("local"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "k8s", "gcp"})
  void eachCanBeRead(String name) {
    Environment environment = read(name, VARIABLES);

    assertThat(environment.usersTable())
        .isEqualTo(environment.roots().warehouse() + "/campaign-response/raw");
    assertThat(environment.tables().properties(VARIABLES, SecretFile::read).keySet())
        .isEqualTo(environment.tables().secrets().keySet());
  }

  @Test
  void allRootsOfTheCloudAreInItsBucketAndItsTablesInADatabase() {
    Environment cloud = read("gcp", VARIABLES);

    assertThat(cloud.roots())
        .isEqualTo(
            new Roots(
                "gs://acme-propensity/raw",
                "gs://acme-propensity/warehouse",
                "gs://acme-propensity/models",
                "gs://acme-propensity/reports",
                "gs://acme-propensity/output"));
    assertThat(cloud.tables().type()).isEqualTo("jdbc");
    assertThat(cloud.tables().uri()).isEqualTo("jdbc:postgresql://db:5432/warehouse");
  }

  @Test
  void theClusterStartsJobsAndGoogleCloudWhereItIsTold() {
    assertThat(read("k8s", VARIABLES).launcher())
        .isEqualTo(
            new Launcher(
                Launcher.Type.KUBERNETES,
                4,
                new KubernetesLauncher("", "predict", "train", "config-api"),
                null));
    assertThat(read("gcp", VARIABLES).launcher())
        .isNotNull()
        .extracting(Launcher::type)
        .as("as the jobs read it, who know no project")
        .isEqualTo(Launcher.Type.NONE);
    Map<String, String> service = new HashMap<>(VARIABLES);
    service.put("PROPENSITY_LAUNCHER", "dataproc");
    service.put("PROPENSITY_PROJECT", "acme-propensity");
    service.put("PROPENSITY_REGION", "europe-west1");
    assertThat(read("gcp", service).launcher())
        .isEqualTo(
            new Launcher(
                Launcher.Type.DATAPROC,
                4,
                null,
                new DataprocLauncher(
                    "acme-propensity",
                    "europe-west1",
                    "conf/dataproc/prediction-batch.yaml",
                    "conf/dataproc/training-batch.yaml")));
  }

  @Test
  void theLaptopsCatalogIsTheOneThatItsDiskHasByDefault() {
    Catalog local = read("local", Map.of()).tables();

    assertThat(local.type()).isEqualTo("sqlite");
    assertThat(local.uri()).isNull();
  }

  private static Environment read(String name, Map<String, String> variables) {
    return EnvironmentFile.read(FOLDER.resolve(name + ".yaml").toString(), variables);
  }

  private static Set<String> keys(String name) throws IOException {
    Set<String> keys = new TreeSet<>();
    collect(new YAMLMapper().readTree(FOLDER.resolve(name + ".yaml").toFile()), "", keys);
    return keys;
  }

  /** Which variables hold secrets, and what a launcher starts, are values: a laptop has none. */
  private static void collect(JsonNode node, String path, Set<String> keys) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String key = path + entry.getKey();
      if (PLATFORMS.contains(key)) {
        continue;
      }
      keys.add(key);
      if (!key.equals("catalog.secrets")) {
        collect(entry.getValue(), key + ".", keys);
      }
    }
  }
}
