package io.propensity.api;

import io.propensity.api.startup.StartupFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The service's process. It ends with the exit codes of {@link io.propensity.run.ExitCode}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ConfigApi {

  public static void main(String[] args) {
    // Clients and PostgreSQL read our numbers: their digits must not be those of the machine's
    // language.
    Locale.setDefault(Locale.ROOT);
    try {
      SpringApplication.run(ConfigApi.class, args);
    } catch (RuntimeException failure) {
      System.exit(StartupFailure.exitCode(failure).code());
    }
  }

  /** To the microsecond, as PostgreSQL keeps times: what is answered now is what is read later. */
  @Bean
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
  }
}
