package io.propensity.api.environment;

import io.propensity.environment.DataprocLauncher;
import io.propensity.environment.KubernetesLauncher;
import io.propensity.environment.Launcher;
import java.util.Locale;
import java.util.Map;

/** What the environment file says of the launcher, as settings of the service. */
final class LauncherSection {

  private static final String PREFIX = "propensity.launcher.";

  private LauncherSection() {}

  static void put(Launcher launcher, Map<String, Object> settings) {
    settings.put(PREFIX + "type", launcher.type().name().toLowerCase(Locale.ROOT));
    if (launcher.concurrency() != null) {
      settings.put(PREFIX + "concurrency", launcher.concurrency());
    }
    KubernetesLauncher kubernetes = launcher.kubernetes();
    if (kubernetes != null) {
      put("kubernetes.namespace", kubernetes.namespace(), settings);
      put("kubernetes.prediction", kubernetes.prediction(), settings);
      put("kubernetes.training", kubernetes.training(), settings);
      put("kubernetes.owner", kubernetes.owner(), settings);
    }
    DataprocLauncher dataproc = launcher.dataproc();
    if (dataproc != null) {
      put("dataproc.project", dataproc.project(), settings);
      put("dataproc.region", dataproc.region(), settings);
      put("dataproc.prediction", dataproc.prediction(), settings);
      put("dataproc.training", dataproc.training(), settings);
    }
  }

  private static void put(String name, String value, Map<String, Object> settings) {
    if (!value.isEmpty()) {
      settings.put(PREFIX + name, value);
    }
  }
}
