package io.propensity.prediction;

import io.propensity.environment.Connectors;
import io.propensity.environment.Roots;
import io.propensity.json.Json;
import io.propensity.report.RunReport;
import io.propensity.run.ConfigurationException;
import io.propensity.run.RunId;
import io.propensity.table.FileSystems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Published predictions under the output root: {@code campaign-ID/RUN}, real with {@code _SUCCESS}.
 */
final class PredictionStore {

  static final String REPORT = "_run.json";
  static final String SUCCESS = "_SUCCESS";

  private final Path root;
  private final FileSystem files;

  /**
   * A store under {@code outputRoot}.
   *
   * @throws ConfigurationException when nothing can be written there, as far as can be seen
   */
  PredictionStore(String outputRoot, Configuration hadoop) {
    this.root = Roots.hadoopPath(outputRoot);
    this.files = Connectors.open(root, hadoop);
    FileSystems.requireDirectory(files, root, "output root");
  }

  /** Where the predictions of a run lie once they are published. */
  Path directory(long campaignId, RunId run) {
    return new Path(root, "campaign-" + campaignId + "/" + run);
  }

  /** The report of a run that is already published; a commit that broke off is finished first. */
  Optional<RunReport> published(long campaignId, RunId run) {
    Path directory = directory(campaignId, run);
    try {
      Publication.finish(files, directory);
      if (!files.exists(new Path(directory, SUCCESS))) {
        return Optional.empty();
      }
      Path report = new Path(directory, REPORT);
      try (var in = files.open(report)) {
        return Optional.of(
            Json.readVersioned(in.readAllBytes(), RunReport.class, "Run report " + report));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look into " + directory, e);
    }
  }

  /** Begins to publish a run; closing the publication without a commit leaves nothing behind. */
  Publication begin(long campaignId, RunId run) {
    return new Publication(files, directory(campaignId, run));
  }
}
