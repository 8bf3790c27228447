package io.propensity.training;

import io.propensity.run.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What code trained a model.
 *
 * @param libraries versions by name
 * @param gitCommit null outside a checkout
 */
record Provenance(Map<String, String> libraries, @Nullable String gitCommit) {

  private static final String COMMIT_VARIABLE = "PROPENSITY_GIT_COMMIT";
  private static final String COMMIT = "[0-9a-f]{40}|[0-9a-f]{64}";

  Provenance {
    libraries = Map.copyOf(libraries);
  }

  /**
   * Of this process: its commit is {@code PROPENSITY_GIT_COMMIT}, or what git says here.
   *
   * @throws ConfigurationException when the variable is set to what is no commit
   */
  static Provenance here(String sparkVersion, Map<String, String> variables) {
    Map<String, String> libraries = new TreeMap<>(Map.of("spark", sparkVersion));
    Properties built = built();
    built.stringPropertyNames().forEach(name -> libraries.put(name, built.getProperty(name)));
    String given = variables.getOrDefault(COMMIT_VARIABLE, "");
    return new Provenance(libraries, given.isEmpty() ? checkout() : commit(given));
  }

  private static String commit(String given) {
    if (!given.matches(COMMIT)) {
      throw new ConfigurationException(
          "%s '%s' is not a commit: give all that git rev-parse HEAD prints, or leave it out"
              .formatted(COMMIT_VARIABLE, given));
    }
    return given;
  }

  String catboost() {
    return libraries.getOrDefault("catboost", "unknown");
  }

  private static Properties built() {
    Properties properties = new Properties();
    try (InputStream in = Provenance.class.getResourceAsStream("libraries.properties")) {
      properties.load(Objects.requireNonNull(in, "libraries.properties"));
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read libraries.properties", e);
    }
  }

  private static @Nullable String checkout() {
    try {
      Process git =
          new ProcessBuilder("git", "rev-parse", "HEAD")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      git.getOutputStream().close();
      try (InputStream out = git.getInputStream()) {
        if (!git.waitFor(10, TimeUnit.SECONDS)) {
          return null;
        }
        String commit = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
        return commit.matches(COMMIT) ? commit : null;
      } finally {
        git.destroyForcibly();
      }
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
