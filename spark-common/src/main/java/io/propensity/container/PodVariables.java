package io.propensity.container;

import io.propensity.run.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The environment of a container: what Spark and the image set in it. */
record PodVariables(Map<String, String> values) {

  PodVariables {
    values = Map.copyOf(values);
  }

  /** The value of a variable that has to be there. */
  String value(String name) {
    if (!values.containsKey(name)) {
      throw new ConfigurationException(
          name + " is not set: Spark sets it in the pods that it makes of this image");
    }
    return Objects.requireNonNull(values.get(name));
  }

  /** The value of a variable; empty where it is not set, or set to nothing. */
  Optional<String> given(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /** The values of {@code NAME0}, {@code NAME1} and so on, up to the first that is not set. */
  List<String> numbered(String name) {
    List<String> found = new ArrayList<>();
    for (int i = 0; values.containsKey(name + i); i++) {
      found.add(value(name + i));
    }
    return found;
  }

  /** The program of the image's JVM. */
  String java() {
    return given("JAVA_HOME").map(home -> home + "/bin/java").orElse("java");
  }

  /** Spark's folder. */
  String sparkHome() {
    return given("SPARK_HOME")
        .orElseThrow(() -> new ConfigurationException("SPARK_HOME is not set: the image sets it"));
  }
}
