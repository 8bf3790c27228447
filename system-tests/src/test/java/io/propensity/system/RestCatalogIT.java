package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.system.RunningProcess.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.rest.RestCatalogServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The warehouse's tables in a REST catalog that wants a bearer's token. */
@Tag("heavy")
class RestCatalogIT {

  private static final String SMALL = "--set=sources.raw.options.rows=2000";
  private static final String QUICK = "--set=algorithm.params.iterations=20";
  private static final String TOKEN = "a-token-of-the-tests";

  @TempDir private Path directory;

  @Test
  void tablesOfARestCatalogAreWrittenAndReadBack() throws IOException {
    Path warehouse = directory.resolve("warehouse");
    try (RestCatalogServer catalog =
        RestCatalogServer.start(directory.resolve("catalog"), warehouse, TOKEN)) {
      World world =
          World.at(
              directory,
              """
              catalog:
                type: rest
                uri: %s
                secrets: {token: TABLES_TOKEN}
              """
                  .formatted(catalog.url()));
      Map<String, String> token = Map.of("TABLES_TOKEN", TOKEN);

      Ended trained = world.train(token, "campaign-response", SMALL, QUICK);
      assertThat(trained.exitCode()).as(trained.err()).isZero();
      assertThat(world.versions("campaign-response")).containsExactly("1");
      assertThat(warehouse.resolve("catalog.db")).doesNotExist();
      assertThat(trained.out() + trained.err()).doesNotContain(TOKEN);
      for (String table : new String[] {"raw", "features", "predictions"}) {
        assertThat(catalog.table("campaign-response", table).currentSnapshot().summary())
            .containsEntry("total-records", "2000");
      }
      long first = catalog.table("campaign-response", "features").currentSnapshot().snapshotId();

      Ended again = world.train(token, "campaign-response", SMALL, QUICK);
      assertThat(again.exitCode()).as(again.err()).isZero();
      assertThat(again.out()).contains("models/campaign-response/1 stands");

      Ended forced = world.train(token, "campaign-response", "--steps=features", SMALL, "--force");
      assertThat(forced.exitCode()).as(forced.err()).isZero();
      assertThat(catalog.table("campaign-response", "features").currentSnapshot())
          .satisfies(snapshot -> assertThat(snapshot.snapshotId()).isNotEqualTo(first))
          .satisfies(
              snapshot -> assertThat(snapshot.summary()).containsEntry("total-records", "2000"));

      int before = catalog.answered().size();
      Ended refused = world.train(Map.of("TABLES_TOKEN", "none"), "campaign-response", SMALL);
      assertThat(refused.exitCode()).as(refused.err()).isEqualTo(78);
      assertThat(refused.err())
          .contains("The table catalog lets this process not in: ", "No such token")
          .doesNotContain("\tat ");
      assertThat(catalog.answered()).hasSize(before);

      Ended unset = world.train(Map.of(), "campaign-response", SMALL);
      assertThat(unset.exitCode()).as(unset.err()).isEqualTo(78);
      assertThat(unset.err()).contains("TABLES_TOKEN");
    }
  }
}
