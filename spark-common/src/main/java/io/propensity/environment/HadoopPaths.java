package io.propensity.environment;

import org.apache.hadoop.fs.Path;

/** Locations as Hadoop opens them. */
public final class HadoopPaths {

  private HadoopPaths() {}

  /** The path of a location: a local one gets the scheme {@code file}. */
  public static Path of(String location) {
    String absolute = Roots.absolute(location);
    return absolute.startsWith("/") ? new Path("file", null, absolute) : new Path(absolute);
  }
}
