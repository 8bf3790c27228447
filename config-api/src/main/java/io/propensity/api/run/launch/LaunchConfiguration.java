package io.propensity.api.run.launch;

import io.propensity.api.PropensitySettings;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The launcher that the settings name: a new kind is a line here. */
@Configuration(proxyBeanMethods = false)
class LaunchConfiguration {

  @Bean
  Launcher launcher(PropensitySettings settings) {
    Path runs = settings.dataDirectory().resolve("runs");
    return switch (settings.launcher().type()) {
      case NONE -> new NoLauncher();
      case LOCAL -> new LocalLauncher(settings.launcher(), runs, Map.of());
    };
  }
}
