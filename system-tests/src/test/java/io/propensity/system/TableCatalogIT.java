package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.system.RunningProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The warehouse's tables in a catalog on the platform's own database, as object stores need it. */
@Tag("heavy")
class TableCatalogIT {

  private static final String SMALL = "--set=sources.raw.options.rows=2000";
  private static final String QUICK = "--set=algorithm.params.iterations=20";
  private static final int PORT_LINE = 3;

  @TempDir private Path directory;

  @Test
  void tablesAreKeptInThePlatformsDatabase() throws IOException {
    Path data = directory.resolve("data");
    try (ConfigApiProcess api = ConfigApiProcess.start(data)) {
      World world =
          World.at(
              directory,
              """
              catalog:
                type: jdbc
                uri: jdbc:postgresql://127.0.0.1:%d/postgres
                properties: {jdbc.user: propensity}
                secrets: {jdbc.password: CATALOG_PASSWORD}
              """
                  .formatted(port(data)));
      Map<String, String> password =
          Map.of("CATALOG_PASSWORD", Files.readString(data.resolve("password")).strip());

      Ended trained = world.train(password, "campaign-response", SMALL, QUICK);
      assertThat(trained.exitCode()).as(trained.err()).isZero();
      assertThat(directory.resolve("warehouse/catalog.db")).doesNotExist();
      assertThat(trained.out() + trained.err()).doesNotContain(password.get("CATALOG_PASSWORD"));

      Ended again = world.train(password, "campaign-response", SMALL, QUICK);
      assertThat(again.exitCode()).as(again.err()).isZero();
      assertThat(again.out()).contains("models/campaign-response/1 stands");

      long campaign =
          api.store(
              "models/campaign-response/1",
              "TRUE",
              PlatformIT.FEATURES,
              "warehouse/campaign-response/raw");
      Ended predicted =
          world.predict(password, "--campaign-id=" + campaign, "--config-api-url=" + api.url());
      assertThat(predicted.exitCode()).as(predicted.err()).isZero();
      assertThat(predicted.out()).contains("users read  2,000");

      Ended refused = world.train(Map.of("CATALOG_PASSWORD", "no"), "campaign-response", SMALL);
      assertThat(refused.exitCode()).as(refused.err()).isIn(69, 78);
      assertThat(refused.err()).contains("catalog").doesNotContain("\tat ");
    }
  }

  private static int port(Path data) throws IOException {
    return Integer.parseInt(
        Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(PORT_LINE).strip());
  }
}
