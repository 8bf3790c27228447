package io.propensity.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.propensity.run.ConfigurationException;
import io.propensity.run.JobException;
import io.propensity.run.NotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

  private static final String FULL =
      """
      format_version: 1
      roots:
        raw: ${RAW:-gs://bucket/raw/}
        warehouse: gs://bucket/warehouse
        models: /srv/models/
        reports: relative/reports
        output: s3a://bucket/output
      users_table: warehouse/campaign-response/raw
      spark:
        spark.sql.shuffle.partitions: "8"
      config_api:
        url: http://${HOST}:8080/
        timeout_seconds: 5
        attempts: 3
      """;

  @TempDir private Path directory;

  @Test
  void readsEveryKey() {
    Environment environment = read(FULL, Map.of("HOST", "config-api"));
    assertThat(environment.roots())
        .isEqualTo(
            new Roots(
                "gs://bucket/raw",
                "gs://bucket/warehouse",
                "/srv/models",
                Path.of("relative/reports").toAbsolutePath().toString(),
                "s3a://bucket/output"));
    assertThat(environment.usersTable()).isEqualTo("gs://bucket/warehouse/campaign-response/raw");
    assertThat(environment.spark()).isEqualTo(Map.of("spark.sql.shuffle.partitions", "8"));
    assertThat(environment.configApi()).isEqualTo(new ConfigApi("http://config-api:8080", 5, 3));
  }

  @Test
  void theProcessEnvironmentGoesBeforeADefault() {
    Environment environment = read(FULL, Map.of("HOST", "h", "RAW", "/data"));
    assertThat(environment.roots().raw()).isEqualTo("/data");
  }

  @Test
  void takesATokenForTheServiceAndNeverShowsIt() {
    String with = FULL + "  token: ${TOKEN:-}\n";
    Environment environment = read(with, Map.of("HOST", "h", "TOKEN", "prp_secret"));

    assertThat(BearerToken.of(environment.configApi())).hasValue("prp_secret");
    assertThat(BearerToken.of(environment.withConfigApiUrl("http://x:1").configApi()))
        .hasValue("prp_secret");
    assertThat(environment.toString()).contains("token=***").doesNotContain("prp_secret");
    assertThat(read(with, Map.of("HOST", "h")).configApi())
        .as("a variable that is not set is no token")
        .isEqualTo(new ConfigApi("http://h:8080", 5, 3));
  }

  @Test
  void takesATokenFromAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("token"), "prp_secret\n");
    Environment environment = read(FULL + "  token_file: " + file + "\n", Map.of("HOST", "h"));

    assertThat(BearerToken.of(environment.configApi())).hasValue("prp_secret");
    Files.writeString(file, "two\nlines");
    assertThatThrownBy(() -> BearerToken.of(environment.configApi()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("%s holds no token: one is of letters, digits and -._~+/, on one line", file)
        .hasMessageNotContaining("two");
    Files.delete(file);
    assertThatThrownBy(() -> BearerToken.of(environment.configApi()))
        .isInstanceOf(NotFoundException.class)
        .hasMessageStartingWith("There is no token file %s: write the token to it", file);
  }

  @Test
  void refusesATokenThatIsNoneOrStandsTwice() {
    assertThatThrownBy(() -> read(FULL + "  token: 'a secret'\n", Map.of("HOST", "h")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("config_api.token holds no token")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> read(FULL + "  token: a\n  token_file: b\n", Map.of("HOST", "h")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("config_api.token and config_api.token_file are both set");
  }

  @Test
  void theUsersTableMayBeLeftOut() {
    Environment environment = read(FULL.replaceFirst("users_table: .*\n", ""), Map.of("HOST", "h"));
    assertThat(environment.usersTable()).isNull();
  }

  @Test
  void figuresAreDrawnUnlessTheFileSaysOtherwise() {
    assertThat(read(FULL, Map.of("HOST", "h")).drawsFigures()).isTrue();
    assertThat(read(FULL + "figures: true\n", Map.of("HOST", "h")).drawsFigures()).isTrue();

    Environment without = read(FULL + "figures: false\n", Map.of("HOST", "h"));

    assertThat(without.drawsFigures()).isFalse();
    assertThat(without.withOutput("/x").withConfigApiUrl("http://y").drawsFigures()).isFalse();
  }

  @Test
  void aPathWithoutASchemeIsLocalWhateverHadoopsDefaultIs() {
    assertThat(HadoopPaths.of("/srv/a b")).hasToString("file:/srv/a b");
    assertThat(HadoopPaths.of("gs://bucket/x")).hasToString("gs://bucket/x");
  }

  static Stream<Arguments> wrongFiles() {
    String setting = "spark.sql.shuffle.partitions";
    return Stream.of(
        arguments(
            "  models:",
            "  modles:",
            ":5: unknown key 'roots.modles'; the keys there are models, output, raw, reports,"
                + " warehouse"),
        arguments("format_version: 1", "format_version: 2", "format_version 2 is unknown"),
        arguments("attempts: 3", "attempts: many", ":14: 'config_api.attempts'"),
        arguments("users_table:", "figures: 3\nusers_table:", ":8: 'figures'"),
        arguments("  models: /srv/models/", "  models: ''", "roots.models is empty: write a path"),
        arguments("users_table:", "figures: maybe\nusers_table:", ":8: 'figures'"),
        arguments("attempts: 3", "attempts: 0", "must be at least 1"),
        arguments("users_table:", "users_table: a\nusers_table:", "key 'users_table' stands twice"),
        arguments("\"8\"", "", " lacks spark.spark.sql.shuffle.partitions"),
        arguments("attempts: 3", "attempts: 3\n---\na: 1", "a second document begins"),
        arguments("  timeout_seconds: 5\n", "", " lacks config_api.timeout_seconds"),
        arguments("  models: /srv/models/\n", "", " lacks roots.models"),
        arguments(setting, "spark.master", "'spark.master' is fixed when the driver starts"),
        arguments(setting, "spark.sql.session.timeZone", "is UTC everywhere"),
        arguments(setting, "sql.shuffle", "'sql.shuffle' is not a Spark setting"),
        arguments("http://", "ftp://", "'ftp://h:8080/' is not an http or https address"),
        arguments(
            "${HOST}",
            "${NOWHERE}",
            "${NOWHERE} has no value: set the variable NOWHERE, or write ${NOWHERE:-default}"));
  }

  @ParameterizedTest
  @MethodSource("wrongFiles")
  void refusesAWrongFileAndSaysWhere(String from, String to, String message) {
    assertThatThrownBy(() -> read(FULL.replace(from, to), Map.of("HOST", "h")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(directory.resolve("env.yaml").toString())
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark.driver.memoryOverhead",
        "spark.driver.memoryOverheadFactor",
        "spark.driver.minMemoryOverhead",
        "spark.driver.defaultJavaOptions",
        "spark.driver.extraLibraryPath",
        "spark.driver.cores",
        "spark.submit.deployMode",
        "spark.submit.pyFiles",
        "spark.jars.packages",
        "spark.jars.repositories",
        "spark.jars.excludes",
        "spark.jars.ivy",
        "spark.jars.ivySettings",
      })
  void refusesWhatOnlySparkSubmitCanSet(String setting) {
    String text = FULL.replace("spark.sql.shuffle.partitions", setting);
    assertThatThrownBy(() -> read(text, Map.of("HOST", "h")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "spark: '%s' is fixed when the driver starts: pass it to spark-submit with --conf"
                .formatted(setting));
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark.driver.maxResultSize", "spark.jars", "spark.executor.cores"})
  void takesWhatStillHoldsWhenTheDriverRuns(String setting) {
    Environment environment =
        read(FULL.replace("spark.sql.shuffle.partitions", setting), Map.of("HOST", "h"));
    assertThat(environment.spark()).containsOnlyKeys(setting);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://marketing:secret@host:8080",
        "http://secret@host",
        "http://marketing:sec ret@host",
        "http://marketing:secret@under_score",
        "http://host:8080/?token=secret",
        "http://host:8080/#secret",
      })
  void neitherSendsNorShowsASecretInTheServicesAddress(String url) {
    Environment environment = read(FULL, Map.of("HOST", "h"));
    assertThatThrownBy(() -> environment.withConfigApiUrl(url))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("config_api.url holds a user, a query or a fragment")
        .message()
        .doesNotContain("sec");
    assertThatThrownBy(() -> read(FULL.replace("http://${HOST}:8080/", "'" + url + "'"), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .message()
        .contains(": config_api.url holds a user, a query or a fragment")
        .doesNotContain("sec");
  }

  @Test
  void saysWhichConnectorTheFileNeeds() {
    assertThatThrownBy(() -> EnvironmentFile.read("s3a://bucket/env.yaml", Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "s3a://bucket/env.yaml: no file system is installed for 's3a': add its connector to"
                + " Spark's jars");
    assertThatThrownBy(() -> EnvironmentFile.read("gs://bucket/env.yaml", Map.of()))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void refusesTextThatIsNoYaml() {
    assertThatThrownBy(() -> read("roots: [", Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("env.yaml:");
    assertThatThrownBy(() -> read("", Map.of())).hasMessageEndingWith("env.yaml holds no keys");
  }

  @Test
  void saysWhatToDoWhenTheFileIsNotThere() {
    assertThatThrownBy(() -> EnvironmentFile.read("nowhere.yaml", Map.of()))
        .isInstanceOf(NotFoundException.class)
        .hasMessage(
            "There is no environment file nowhere.yaml: pass --env FILE, e.g. --env conf/local.yaml");
  }

  @Test
  void theCommandLineReplacesOneSettingAndKeepsTheOthers() {
    Environment environment = read(FULL, Map.of("HOST", "h"));
    Environment other = environment.withConfigApiUrl("http://x:1").withOutput("/out");
    assertThat(other.configApi()).isEqualTo(new ConfigApi("http://x:1", 5, 3));
    assertThat(other.roots().output()).isEqualTo("/out");
    assertThat(other.roots().models()).isEqualTo(environment.roots().models());
    assertThatThrownBy(() -> environment.withConfigApiUrl("x")).isInstanceOf(JobException.class);
  }

  private Environment read(String text, Map<String, String> variables) {
    Path file = directory.resolve("env.yaml");
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return EnvironmentFile.read(file.toString(), variables);
  }
}
