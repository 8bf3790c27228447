package io.propensity.api.database;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Settings that are known by name and not yet by value: whoever reads one waits for it, and nobody
 * else does.
 */
final class AwaitedSettings
    extends EnumerablePropertySource<CompletableFuture<Map<String, Object>>> {

  private final Set<String> names;

  AwaitedSettings(String name, Set<String> names, CompletableFuture<Map<String, Object>> settings) {
    super(name, settings);
    this.names = Set.copyOf(names);
  }

  @Override
  public String[] getPropertyNames() {
    return names.toArray(String[]::new);
  }

  @Override
  public @Nullable Object getProperty(String name) {
    return names.contains(name) ? settled().get(name) : null;
  }

  /** What kept them from being known is thrown as it was. */
  private Map<String, Object> settled() {
    try {
      return source.join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof RuntimeException reason ? reason : failure;
    }
  }
}
