package io.propensity.api.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.run.Run;
import io.propensity.api.run.RunStatus;
import io.propensity.report.RunKind;
import io.propensity.report.StepProgress;
import io.propensity.run.RunId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunPageTest {

  private static final Instant START = Instant.parse("2026-11-20T03:00:00Z");
  private static final Map<Long, String> NAMES = Map.of(7L, "Win-back");
  private static final Instant NOW = START.plusSeconds(184);

  @Test
  void namesTheCampaignBesideItsNumber() {
    Run run = run(RunStatus.SUCCEEDED, "local", null, 0);

    assertThat(RunPage.of(run, NOW, NAMES).row().subject()).isEqualTo("Win-back (campaign 7)");
    assertThat(RunPage.of(run, NOW, Map.of()).row().subject()).isEqualTo("Campaign 7");
  }

  @Test
  void tellsHowFarARunIs() {
    RunPage page =
        RunPage.of(
            run(RunStatus.RUNNING, "local", new StepProgress("Scoring", 12_000, 3, 8, 70.0), null),
            NOW,
            NAMES);

    assertThat(page.progress())
        .isEqualTo(
            new RunProgress(
                "Scoring",
                3,
                8,
                "3 of 8 tasks · 12,000 rows read · about 1 min 10 s left · 3 min 4 s so far"));
    assertThat(page.ended()).isNull();
    assertThat(page.canBeCancelled()).isTrue();
    assertThat(page.canBeRetried()).isFalse();
  }

  @Test
  void tellsWithWhichCodeARunFailed() {
    RunPage page = RunPage.of(run(RunStatus.FAILED, "local", null, 66), NOW, NAMES);

    assertThat(page.ended()).isEqualTo(new RunPage.Ended("66", "what to do", ""));
    assertThat(page.progress()).isNull();
    assertThat(page.canBeCancelled()).isFalse();
    assertThat(page.canBeRetried()).isTrue();
  }

  @Test
  void offersToCancelARunThatWasStartedByHandAndNotToRetryIt() {
    assertThat(RunPage.of(run(RunStatus.FAILED, null, null, 66), NOW, NAMES).canBeRetried())
        .isFalse();
    assertThat(RunPage.of(run(RunStatus.RUNNING, null, null, null), NOW, NAMES).canBeCancelled())
        .isTrue();
  }

  @Test
  void saysNothingOfACodeThatSaysThatAllWentWell() {
    assertThat(RunPage.of(run(RunStatus.SUCCEEDED, "local", null, 0), NOW, NAMES).ended()).isNull();
  }

  private static Run run(
      RunStatus state,
      @Nullable String launcher,
      @Nullable StepProgress progress,
      @Nullable Integer exitCode) {
    return new Run(
        new RunId("r-1"),
        RunKind.PREDICTION,
        state,
        7L,
        2,
        null,
        null,
        Map.of("limit", 5),
        1,
        "somebody",
        launcher,
        START,
        START,
        state.isOver() ? NOW : null,
        false,
        progress,
        exitCode,
        exitCode == null ? null : "what to do",
        null,
        null,
        null,
        null);
  }
}
