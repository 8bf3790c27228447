package io.propensity.job;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The release that a job was built from, as its jar says. */
public final class JobVersion implements IVersionProvider {

  /** {@code 0.1.0}, or {@code unpackaged} when the classes do not come from a jar. */
  public static String current() {
    return Optional.ofNullable(JobVersion.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"Propensity " + current()};
  }
}
