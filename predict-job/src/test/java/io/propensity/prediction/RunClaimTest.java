package io.propensity.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.environment.Environment;
import io.propensity.environment.EnvironmentFile;
import io.propensity.prediction.delivery.Destinations;
import io.propensity.prediction.delivery.Shape;
import io.propensity.prediction.delivery.Wanted;
import io.propensity.prediction.publication.PublishedRun;
import io.propensity.prediction.users.InputTable;
import io.propensity.prediction.users.Part;
import io.propensity.run.BusyException;
import io.propensity.run.NotFoundException;
import io.propensity.run.RunId;
import io.propensity.test.LocalSpark;
import io.propensity.test.SampleUsers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RunClaimTest {

  private static final int USERS = 500;
  private static final RunId RUN = new RunId("r-claimed");

  @TempDir private Path home;

  @Test
  @Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aTwinIsToldWhileTheFirstStillOpensItsTables() throws Exception {
    SparkSession spark = LocalSpark.session();
    spark.conf().set("fs.held.impl", HeldFileSystem.class.getName());
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (ScoringWorld world = ScoringWorld.of(home, USERS)) {
      Future<PublishedRun> first = other.submit(() -> run(world, "held:" + world.table("users")));
      HeldFileSystem.awaitVisitor();

      assertThatThrownBy(() -> run(world, world.table("users")))
          .isInstanceOf(BusyException.class)
          .hasMessageContaining("Run r-claimed is still running elsewhere");

      HeldFileSystem.letGo();
      assertThat(first.get().before()).isFalse();
      assertThat(first.get().report().scored()).isEqualTo(USERS);
      assertThat(run(world, world.table("users")).before()).isTrue();
      assertThat(world.files("campaign-1")).containsExactly("r-claimed");
    } finally {
      other.shutdownNow();
      spark.conf().unset("fs.held.impl");
    }
  }

  @Test
  void aRunThatIsRefusedIsNotClaimedAnyMore() {
    try (ScoringWorld world = ScoringWorld.of(home, USERS)) {
      assertThatThrownBy(() -> run(world, world.table("none")))
          .isInstanceOf(NotFoundException.class);
      assertThat(Path.of(world.output("campaign-1"))).doesNotExist();

      assertThat(run(world, world.table("users")).report().scored()).isEqualTo(USERS);
    }
  }

  private PublishedRun run(ScoringWorld world, String users) {
    Environment environment =
        EnvironmentFile.read(world.home().resolve("env.yaml").toString(), Map.of());
    RunRequest request =
        new RunRequest(
            users,
            InputTable.Role.USERS.plain(),
            new Part(null, null),
            null,
            new Tolerances(null, null),
            null,
            new Shape(null, null, null, null),
            Destinations.of(Wanted.ofOptions(null, null, List.of(), false), environment, Map.of()),
            null);
    return new PredictionRun(LocalSpark.session(), environment, request, progress -> {})
        .execute(
            ScoringWorld.campaign(
                1, "models/sample/1", "TRUE", SampleUsers.featureNames(), null, true),
            RUN,
            Instant.now());
  }
}
