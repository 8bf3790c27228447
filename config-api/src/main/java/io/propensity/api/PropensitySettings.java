package io.propensity.api;

import io.propensity.run.ConfigurationException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code propensity}; an unknown key is refused.
 *
 * @param environment the environment file that the jobs read; what it says of roots and launcher
 *     holds where it is not set here
 * @param modelsRoot the models root as campaigns may write it out in full, a path or a URI
 * @param warehouseRoot the warehouse root, likewise
 * @param outputRoot where jobs publish predictions, likewise: they are downloaded from there
 * @param dataDirectory where the profile {@code embedded} keeps its database, and the local
 *     launcher the logs of its runs
 * @param requireIfMatch whether a change of a campaign without {@code If-Match} is refused
 * @param launcher where jobs are started
 * @param runs what is kept of runs
 * @param security who is let in
 * @param schedule how exact schedules are
 * @param notification who is told of runs that ended
 * @param audience how users tables are looked into
 * @param downloads how much of a run's predictions may be downloaded
 */
@ConfigurationProperties(prefix = "propensity", ignoreUnknownFields = false)
public record PropensitySettings(
    @Nullable Path environment,
    @DefaultValue("models") String modelsRoot,
    @DefaultValue("warehouse") String warehouseRoot,
    @DefaultValue("output") String outputRoot,
    @DefaultValue(".data") Path dataDirectory,
    @DefaultValue("false") boolean requireIfMatch,
    @DefaultValue LauncherSettings launcher,
    @DefaultValue RunSettings runs,
    @DefaultValue SecuritySettings security,
    @DefaultValue ScheduleSettings schedule,
    @DefaultValue NotificationSettings notification,
    @DefaultValue AudienceSettings audience,
    @DefaultValue DownloadSettings downloads) {

  public PropensitySettings {
    requireRoot("propensity.models-root", modelsRoot);
    requireRoot("propensity.warehouse-root", warehouseRoot);
    requireRoot("propensity.output-root", outputRoot);
  }

  private static void requireRoot(String setting, String root) {
    if (root.isBlank() || root.equals("/") || root.contains("..")) {
      throw new ConfigurationException(
          "%s is '%s': set it to a directory such as /srv/propensity/models or gs://bucket/models"
              .formatted(setting, root));
    }
  }
}
