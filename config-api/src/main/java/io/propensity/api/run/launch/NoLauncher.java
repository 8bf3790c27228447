package io.propensity.api.run.launch;

import io.propensity.run.RunId;
import java.util.List;
import java.util.Optional;

/** Starts nothing. */
final class NoLauncher implements Launcher {

  @Override
  public String name() {
    return "none";
  }

  @Override
  public int concurrency() {
    return 0;
  }

  @Override
  public Prepared prepare(
      RunId run, int attempt, List<String> arguments, Optional<String> request) {
    throw new LaunchException("No launcher is configured: set propensity.launcher.type");
  }

  @Override
  public Sighting look(RunId run, int attempt, Handle handle) {
    return new Sighting.Gone();
  }

  @Override
  public void stop(Handle handle) {
    throw new LaunchException("No launcher is configured: set propensity.launcher.type");
  }

  @Override
  public List<String> log(RunId run, int attempt, int lines) {
    return List.of();
  }
}
