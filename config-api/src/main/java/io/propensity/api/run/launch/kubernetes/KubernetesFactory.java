package io.propensity.api.run.launch.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.propensity.api.LauncherSettings;
import io.propensity.api.PropensitySettings;
import io.propensity.api.run.launch.Launcher;
import io.propensity.api.run.launch.LauncherFactory;
import io.propensity.environment.KubernetesLauncher;
import io.propensity.run.ConfigurationException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the launcher of the cluster that the service's pod, or its user's kubeconfig, is of. */
@Component
class KubernetesFactory implements LauncherFactory {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int ANSWER_MILLIS = 10_000;
  private static final int TRIES_MORE = 2;

  private static final Duration REST = Duration.ofSeconds(5);

  private final LauncherSettings settings;
  private final Clock clock;

  KubernetesFactory(PropensitySettings settings, Clock clock) {
    this.settings = settings.launcher();
    this.clock = clock;
  }

  @Override
  public LauncherSettings.Type type() {
    return LauncherSettings.Type.KUBERNETES;
  }

  @Override
  public Launcher create() {
    KubernetesLauncher ours = Objects.requireNonNull(settings.kubernetes());
    Config cluster =
        new ConfigBuilder()
            .withConnectionTimeout(CONNECT_MILLIS)
            .withRequestTimeout(ANSWER_MILLIS)
            .withRequestRetryBackoffLimit(TRIES_MORE)
            .build();
    String namespace = namespace(ours, cluster.getNamespace());
    Cluster api = new Cluster(new KubernetesClientBuilder().withConfig(cluster).build(), namespace);
    return SparkOperatorLauncher.of(api, ours, settings.concurrency(), clock, REST);
  }

  static String namespace(KubernetesLauncher ours, @Nullable String surrounding) {
    if (!ours.namespace().isEmpty()) {
      return ours.namespace();
    }
    if (surrounding == null || surrounding.isBlank()) {
      throw new ConfigurationException(
          "launcher.kubernetes.namespace is empty, and this process is in no namespace of a"
              + " cluster: name the one of the jobs");
    }
    return surrounding;
  }
}
