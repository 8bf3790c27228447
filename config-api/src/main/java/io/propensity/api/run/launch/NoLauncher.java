package io.propensity.api.run.launch;

import io.propensity.run.RunId;
import java.util.List;

/** Starts nothing. */
final class NoLauncher implements Launcher {

  private static final String REFUSAL = "No launcher is configured: set propensity.launcher.type";

  @Override
  public String name() {
    return "none";
  }

  @Override
  public int concurrency() {
    return 0;
  }

  @Override
  public Prepared prepare(Job job) {
    throw new LaunchException(REFUSAL);
  }

  @Override
  public Sighting look(RunId run, int attempt, Handle handle) {
    return new Sighting.Gone(REFUSAL);
  }

  @Override
  public void stop(Handle handle) {
    throw new LaunchException(REFUSAL);
  }

  @Override
  public List<String> log(RunId run, int attempt, int lines) {
    return List.of();
  }
}
