package io.propensity.api.database;

import io.propensity.api.PropensitySettings;
import io.propensity.run.ConfigurationException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Settles the database before anything else is made: begins to start the embedded one, or asks the
 * configured one whether it answers. So a wrong database is told in one line, and an embedded one
 * is the first thing begun and the last thing down.
 */
final class DatabaseInitializer
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private static final String DESCRIPTION = "propensity-database";

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    ConfigurableEnvironment environment = context.getEnvironment();
    Database configured = Database.in(environment);
    if (environment.matchesProfiles("embedded")) {
      refuseBoth(configured);
      embed(context);
    } else {
      requireOne(configured);
      announce(environment, Map.of(DESCRIPTION, configured.check()));
    }
  }

  private static void refuseBoth(Database configured) {
    if (!configured.url().isBlank()) {
      throw new ConfigurationException(
          "Both the profile 'embedded' and %s are set: leave one of them out"
              .formatted(Database.URL));
    }
  }

  private static void requireOne(Database configured) {
    if (configured.url().isBlank()) {
      throw new ConfigurationException(
          "No database is configured: set SPRING_DATASOURCE_URL (jdbc:postgresql://HOST/NAME),"
              + " SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD, or run with"
              + " SPRING_PROFILES_ACTIVE=embedded");
    }
  }

  /** It starts while the rest of the service does; who needs its address waits. */
  private static void embed(ConfigurableApplicationContext context) {
    Path directory =
        Binder.get(context.getEnvironment())
            .bindOrCreate("propensity", PropensitySettings.class)
            .dataDirectory();
    PostgresServer server = PostgresServer.in(directory);
    // Run when the process ends, after the context was closed, if there is one by then.
    SpringApplication.getShutdownHandlers().add(server::close);
    // Registered before any other bean, and so closed after all of them.
    context.getBeanFactory().registerSingleton("embeddedPostgres", server);
    if (context.getBeanFactory() instanceof DefaultSingletonBeanRegistry registry) {
      registry.registerDisposableBean("embeddedPostgres", server::close);
    }
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new AwaitedSettings(
                "database",
                Set.of(Database.URL, Database.USERNAME, Database.PASSWORD, DESCRIPTION),
                CompletableFuture.supplyAsync(
                    () -> started(server, directory), DatabaseInitializer::inBackground)));
  }

  private static void inBackground(Runnable start) {
    Thread thread = new Thread(start, "embedded-postgres");
    thread.setDaemon(true);
    thread.start();
  }

  private static Map<String, Object> started(PostgresServer server, Path directory) {
    server.start();
    try {
      Database database = server.database();
      return Map.of(
          Database.URL,
          database.url(),
          Database.USERNAME,
          database.username(),
          Database.PASSWORD,
          database.password(),
          DESCRIPTION,
          database.check() + " (embedded, kept in " + directory + ")");
    } catch (RuntimeException failure) {
      server.close();
      throw failure;
    }
  }

  private static void announce(ConfigurableEnvironment environment, Map<String, Object> settings) {
    environment.getPropertySources().addFirst(new MapPropertySource("database", settings));
  }
}
