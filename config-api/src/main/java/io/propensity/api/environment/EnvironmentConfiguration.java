package io.propensity.api.environment;

import io.propensity.api.PropensitySettings;
import io.propensity.environment.Catalog;
import io.propensity.environment.Environment;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EnvironmentConfiguration {

  /** The roots are those of the settings, which go before the file. */
  @Bean
  JobEnvironment jobEnvironment(PropensitySettings settings, Optional<Environment> file) {
    return new JobEnvironment(
        settings.modelsRoot(),
        settings.warehouseRoot(),
        file.map(Environment::tables).orElse(Catalog.DEFAULT),
        file.map(Environment::usersTable).orElse(null));
  }
}
