package io.propensity.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.algorithm.FittedModel;
import io.propensity.algorithm.Importances;
import io.propensity.model.Flavor;
import io.propensity.run.RunId;
import io.propensity.test.FaultyFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandidateStoreTest {

  private static final RunId FIRST = new RunId("r-20261126-010000");
  private static final RunId SECOND = new RunId("r-20261126-020000");
  private static final RunId THIRD = new RunId("r-20261126-030000");

  @TempDir private Path directory;
  private CandidateStore store;

  @BeforeEach
  void open() {
    store =
        new CandidateStore(directory.resolve("models").toString(), "spend", new Configuration());
  }

  @Test
  void aRunFindsItsOwnAlthoughAnotherHasPutOneSince() throws IOException {
    Candidate first = put(FIRST, "deep");
    put(SECOND, "shallow");

    assertThat(store.of(FIRST)).contains(first);
    store.copy(first, directory.resolve("copy"));
    assertThat(directory.resolve("copy/model.cbm")).hasContent("deep");
  }

  @Test
  void theLatestIsTheOneThatWasPutLastWhateverItsRunIsCalled() throws IOException {
    put(new RunId("r-scheduled"), "deep");
    age(new RunId("r-scheduled"), Duration.ofMinutes(1));
    Candidate last = put(FIRST, "deep");

    assertThat(store.latest()).contains(last);
    assertThat(store.latest("deep")).contains(last);
  }

  @Test
  void aCandidateThatIsTakenAgainIsTheLatest() throws IOException {
    Candidate first = put(FIRST, "deep");
    age(FIRST, Duration.ofHours(23));
    put(SECOND, "shallow");
    age(SECOND, Duration.ofMinutes(1));

    store.renew(first);

    assertThat(store.latest()).contains(first);
    assertThat(store.of(FIRST)).contains(first);
  }

  @Test
  void aCandidateThatIsTakenAgainIsTheLatestWhereNoTimeCanBeSet() throws IOException {
    Candidate first = put(FIRST, "deep");
    age(FIRST, Duration.ofHours(23));
    put(SECOND, "shallow");
    age(SECOND, Duration.ofMinutes(1));

    new CandidateStore(
            "faulty://" + directory.resolve("models"), "spend", FaultyFileSystem.configuration())
        .renew(first);

    assertThat(store.latest()).contains(first);
  }

  @Test
  void theLatestOfARecipeMayBeOlderThanOneOfAnother() throws IOException {
    Candidate first = put(FIRST, "deep");
    put(SECOND, "shallow");

    assertThat(store.latest("deep")).contains(first);
    assertThat(store.latest("wide")).isEmpty();
  }

  @Test
  void whatIsADayOlderThanTheNewestGoesAndWhatADeadRunLeftWithIt() throws IOException {
    put(FIRST, "deep");
    put(SECOND, "shallow");
    Files.delete(candidates().resolve(SECOND.value()).resolve(Candidate.FILE));
    age(FIRST, Duration.ofHours(25));
    age(SECOND, Duration.ofHours(25));

    put(THIRD, "wide");

    assertThat(candidates()).isDirectoryNotContaining("glob:**/" + FIRST.value());
    assertThat(candidates()).isDirectoryNotContaining("glob:**/" + SECOND.value());
    assertThat(store.latest()).map(Candidate::recipe).contains("wide");
  }

  @Test
  void whatMayStillBeEvaluatedStays() throws IOException {
    Candidate first = put(FIRST, "deep");
    age(FIRST, Duration.ofHours(23));

    put(SECOND, "shallow");

    assertThat(store.of(FIRST)).contains(first);
  }

  private Candidate put(RunId run, String recipe) throws IOException {
    Path files = Files.createTempDirectory(directory, "fit");
    Files.writeString(files.resolve("model.cbm"), recipe);
    FittedModel fitted =
        new FittedModel(
            Flavor.CATBOOST,
            files,
            Map.of(),
            42,
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Importances.of(new Importances.Kind("none", "none", Map.of())));
    return store.put(
        run,
        files,
        content ->
            Candidate.of(
                run, recipe, null, fitted, content, Map.of(), List.of(), Optional.empty()));
  }

  private void age(RunId run, Duration by) throws IOException {
    try (Stream<Path> files = Files.walk(candidates().resolve(run.value()))) {
      for (Path file : files.toList()) {
        FileTime then = Files.getLastModifiedTime(file);
        Files.setLastModifiedTime(file, FileTime.from(then.toInstant().minus(by)));
      }
    }
  }

  private Path candidates() {
    return directory.resolve("models/spend/_candidates");
  }
}
