package io.propensity.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenanceTest {

  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @Test
  void namesSparkTheBuildsLibrariesAndTheCommitThatItIsTold() {
    Provenance provenance = here(COMMIT);
    assertThat(provenance.gitCommit()).isEqualTo(COMMIT);
    assertThat(provenance.libraries())
        .containsEntry("spark", "4.0.1")
        .containsEntry("catboost", provenance.catboost())
        .containsKey("propensity");
  }

  @Test
  void takesACommitOfSha256() {
    String commit = "0123456789abcdef".repeat(4);
    assertThat(here(commit).gitCommit()).isEqualTo(commit);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "main",
        "0123456",
        "0123456789ABCDEF0123456789ABCDEF01234567",
        COMMIT + "-dirty",
        COMMIT + "0",
        " ",
      })
  void refusesWhatNamesNoCommit(String commit) {
    assertThatThrownBy(() -> here(commit))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "PROPENSITY_GIT_COMMIT '%s' is not a commit: give all that git rev-parse HEAD prints, or leave it out"
                .formatted(commit));
  }

  @Test
  void asksGitWhereNothingIsGiven() {
    assertThat(here("").gitCommit())
        .satisfiesAnyOf(
            commit -> assertThat(commit).matches("[0-9a-f]{40}|[0-9a-f]{64}"),
            commit -> assertThat(commit).isNull());
  }

  private static Provenance here(String commit) {
    return Provenance.here("4.0.1", Map.of("PROPENSITY_GIT_COMMIT", commit));
  }
}
