package io.propensity.api.run.launch;

import io.propensity.api.LauncherSettings;
import io.propensity.api.PropensitySettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The launcher that the settings name: a new platform is a {@link LauncherFactory}. */
@Configuration(proxyBeanMethods = false)
class LaunchConfiguration {

  @Bean
  Launcher launcher(
      PropensitySettings settings, Environment environment, List<LauncherFactory> platforms) {
    Path runs = settings.dataDirectory().resolve("runs");
    LauncherSettings.Type type = settings.launcher().type();
    return switch (type) {
      case NONE -> new NoLauncher();
      case LOCAL ->
          new LocalLauncher(settings.launcher(), runs, Map.of(), () -> ownAddress(environment));
      case KUBERNETES, DATAPROC ->
          platforms.stream()
              .filter(platform -> platform.type() == type)
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("No launcher is of type " + type))
              .create();
    };
  }

  /** Jobs of this machine reach the service where it listens. */
  private static String ownAddress(Environment environment) {
    return "http://%s:%s"
        .formatted(
            environment.getProperty("server.address", "127.0.0.1"),
            environment.getProperty("local.server.port", "8080"));
  }
}
