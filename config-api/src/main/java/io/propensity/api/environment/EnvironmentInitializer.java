package io.propensity.api.environment;

import io.propensity.environment.Environment;
import io.propensity.run.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Reads the jobs' environment file: what it says of roots and launcher are the service's settings
 * too, where nothing else sets them.
 */
public final class EnvironmentInitializer
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  static final String SETTING = "propensity.environment";
  private static final String USUAL = "conf/local.yaml";

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    file(context.getEnvironment())
        .ifPresent(
            file -> {
              Environment read = read(file);
              context.getBeanFactory().registerSingleton("environmentFile", read);
              context
                  .getEnvironment()
                  .getPropertySources()
                  .addLast(new MapPropertySource(file.toString(), settings(file, read)));
            });
  }

  /** The one that is named; for the embedded profile also the one of the checkout. */
  private static Optional<Path> file(ConfigurableEnvironment settings) {
    String named = settings.getProperty(SETTING, "");
    if (!named.isBlank()) {
      return Optional.of(Path.of(named.strip()));
    }
    Path usual = Path.of(USUAL);
    return settings.matchesProfiles("embedded") && Files.isRegularFile(usual)
        ? Optional.of(usual)
        : Optional.empty();
  }

  private static Environment read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigurationException(
          "There is no environment file %s: look at PROPENSITY_ENVIRONMENT (%s)"
              .formatted(file.toAbsolutePath(), SETTING));
    }
    try {
      return Environment.parse(file.toString(), Files.readString(file), System.getenv());
    } catch (IOException failure) {
      throw new ConfigurationException(
          "Cannot read the environment file %s: %s".formatted(file.toAbsolutePath(), failure),
          failure);
    }
  }

  private static Map<String, Object> settings(Path file, Environment read) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("propensity.models-root", read.roots().models());
    settings.put("propensity.warehouse-root", read.roots().warehouse());
    settings.put("propensity.output-root", read.roots().output());
    settings.put("propensity.launcher.environment", file.toAbsolutePath().normalize().toString());
    if (read.launcher() != null) {
      LauncherSection.put(read.launcher(), settings);
    }
    return settings;
  }
}
