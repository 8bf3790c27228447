package io.propensity.api.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class NoLauncherTest {

  private final Api api;
  private final Firings firings;

  NoLauncherTest(@Autowired Api api, @Autowired Firings firings) {
    this.api = api;
    this.firings = firings;
  }

  @Test
  void takesNoScheduleWhereNoRunIsStarted() {
    long campaign =
        api.post(
                "{\"name\": \"n\", \"model_path\": \"models/a/1\", \"audience_filter\": \"TRUE\", \"features\": [\"x\"]}")
            .id();

    Answer refused =
        api.post(
            "/schedules", "{\"campaign_id\": %d, \"cron\": \"0 2 * * *\"}".formatted(campaign));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("detail"))
        .startsWith("This service starts no jobs: set propensity.launcher.type to local");
    assertThat(firings.isDoneHere()).as("schedules wait for a service that starts jobs").isFalse();
  }
}
