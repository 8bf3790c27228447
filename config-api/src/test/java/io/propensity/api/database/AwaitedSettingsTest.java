package io.propensity.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.UnavailableException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AwaitedSettingsTest {

  private final CompletableFuture<Map<String, Object>> values = new CompletableFuture<>();
  private final AwaitedSettings settings =
      new AwaitedSettings("awaited", Set.of("url", "user"), values);

  @Test
  void haveTheirNamesAtOnceAndAnswerForNoOthers() {
    assertThat(settings.getPropertyNames()).containsExactlyInAnyOrder("url", "user");
    assertThat(settings.containsProperty("url")).isTrue();
    assertThat(settings.getProperty("another")).isNull();
  }

  @Test
  void haveWhoeverReadsThemWait() throws Exception {
    var read = CompletableFuture.supplyAsync(() -> settings.getProperty("url"));
    TimeUnit.MILLISECONDS.sleep(50);
    assertThat(read).isNotDone();

    values.complete(Map.of("url", "here", "user", "me"));

    assertThat(read.get()).isEqualTo("here");
    assertThat(settings.getProperty("user")).isEqualTo("me");
  }

  @Test
  void sayWhyTheyAreNotKnown() {
    UnavailableException reason = new UnavailableException("PostgreSQL did not start");
    values.completeExceptionally(reason);

    assertThatThrownBy(() -> settings.getProperty("url")).isSameAs(reason);
  }
}
