package io.propensity.api.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.propensity.api.PropensitySettings;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ExitCode;
import io.propensity.run.UnavailableException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.web.server.PortInUseException;

class StartupFailureTest {

  private static final StartupFailure PORT =
      new StartupFailure(
          "Port 8080 is taken: end what listens there, or choose another with PORT",
          ExitCode.CONFIG);

  @Test
  void saysWhatTheOutermostOfOurExceptionsSays() {
    Throwable failure =
        new IllegalStateException(
            "a bean",
            new UnavailableException("what and where", new ConfigurationException("a detail")));

    assertThat(StartupFailure.of(failure))
        .hasValue(new StartupFailure("what and where", ExitCode.UNAVAILABLE));
  }

  @Test
  void prefersOurExceptionsToWhatWrapsThem() {
    Binder settings =
        new Binder(new MapConfigurationPropertySource(Map.of("propensity.models-root", "/")));

    Throwable failure =
        catchThrowable(() -> settings.bind("propensity", PropensitySettings.class).get());

    assertThat(failure).isInstanceOf(BindException.class);
    assertThat(StartupFailure.of(failure))
        .hasValueSatisfying(
            said -> assertThat(said.line()).startsWith("propensity.models-root is '/'"));
  }

  @Test
  void findsATakenPortInWhateverWrapsIt() {
    Throwable failure =
        new IllegalStateException(
            "a context", new IllegalStateException("a server", new PortInUseException(8080)));

    assertThat(StartupFailure.of(failure)).hasValue(PORT);
  }

  @Test
  void leavesWhatItDoesNotKnowToSpring() {
    Throwable failure = new IllegalStateException("a defect", new NullPointerException());

    assertThat(StartupFailure.of(failure)).isEmpty();
    assertThat(StartupFailure.exitCode(failure)).isEqualTo(ExitCode.INTERNAL);
  }
}
