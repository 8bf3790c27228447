package io.propensity.api.environment;

import io.propensity.environment.Catalog;
import io.propensity.environment.Environment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EnvironmentConfiguration {

  /** What the file says of tables; its roots are settings, which may say otherwise. */
  @Bean
  JobEnvironment jobEnvironment(Optional<Environment> file) {
    return new JobEnvironment(
        file.map(Environment::tables).orElse(Catalog.DEFAULT),
        file.map(EnvironmentConfiguration::usersTable).orElse(null));
  }

  /** As campaigns write it: under {@code warehouse/}, wherever that lies for the service. */
  private static @Nullable String usersTable(Environment file) {
    String table = file.usersTable();
    String root = file.roots().warehouse() + "/";
    return table != null && table.startsWith(root)
        ? "warehouse/" + table.substring(root.length())
        : table;
  }
}
