package io.propensity.prediction.publication;

import io.propensity.environment.Connectors;
import io.propensity.environment.HadoopPaths;
import io.propensity.json.Json;
import io.propensity.report.RunReport;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.run.RunId;
import io.propensity.run.StorageException;
import io.propensity.table.FileSystems;
import io.propensity.table.WriteFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Published predictions under the output root: {@code campaign-ID/RUN}, real with {@code _SUCCESS}.
 */
public final class PredictionStore {

  public static final String REPORT = "_run.json";

  /** Beside the predictions: the keys without one, with the reason. */
  public static final String REJECTED = "_rejected";

  /** Beside the predictions: the run as a page, which those who read the data do not see. */
  public static final String PAGE = "_report";

  static final String SUCCESS = "_SUCCESS";

  private static final Logger LOG = LoggerFactory.getLogger(PredictionStore.class);

  private final Path root;
  private final FileSystem files;

  /**
   * A store under {@code outputRoot}.
   *
   * @throws ConfigurationException when nothing can be written there, as far as can be seen
   */
  public PredictionStore(String outputRoot, Configuration hadoop) {
    this.root = HadoopPaths.of(outputRoot);
    this.files = Connectors.open(root, hadoop);
    FileSystems.requireDirectory(files, root, "output root");
  }

  /** Where the predictions of a run lie once they are published. */
  public Path directory(long campaignId, RunId run) {
    return new Path(root, "campaign-" + campaignId + "/" + run);
  }

  /** The report of a run that is already published; a commit that broke off is finished first. */
  public Optional<RunReport> published(long campaignId, RunId run) {
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

  /**
   * Claims a run for an attempt at it, until that is closed or its process is gone, and clears what
   * dead runs of the campaign left.
   *
   * @throws io.propensity.run.BusyException when another process is at the same run
   */
  public void claim(long campaignId, RunId run, Publication publication) {
    Stagings stagings = new Stagings(files, directory(campaignId, run).getParent());
    try {
      stagings.requireIdle(run);
      stagings.sweep();
      publication.stayAlive();
      stagings.requireAlone(run, publication.staging());
    } catch (IOException e) {
      Optional<StorageException> full = WriteFailure.of(e, root.toString());
      if (full.isPresent()) {
        throw full.get();
      }
      throw new UncheckedIOException("Cannot write to " + root, e);
    }
  }

  /** Removes the directories of a campaign that no run has put anything into. */
  public void tidy(long campaignId) {
    try {
      for (Path directory : new Path[] {new Path(root, "campaign-" + campaignId), root}) {
        if (FileSystems.renamesAtOnce(files)
            && files.exists(directory)
            && files.listStatus(directory).length == 0) {
          files.delete(directory, false);
        }
      }
    } catch (IOException e) {
      LOG.warn("{} could not be looked through: {}", root, e.toString());
    }
  }

  /** Begins to publish a run; closing the publication without a commit leaves nothing behind. */
  public Publication begin(long campaignId, RunId run) {
    return new Publication(files, directory(campaignId, run));
  }

  /**
   * Says that {@code run} is about to append rows to {@code where}, which cannot take them back.
   *
   * @throws ContractException when an earlier attempt said so and did not end
   */
  public void announceAppend(long campaignId, RunId run, String where) {
    Path mark = appending(campaignId, run);
    try {
      // Of this attempt alone: a store whose answer was lost may say false of the attempt's own
      // mark.
      byte[] text = "%s\n%s\n".formatted(where, UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
      if (!FileSystems.createIfAbsent(files, mark, text) && !FileSystems.holds(files, mark, text)) {
        throw new ContractException(
            "An earlier attempt at run %s began to write to %s and did not end: delete its rows there, run_id = '%s', remove %s, and run again"
                .formatted(run, where, run, FileSystems.display(mark)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + mark, e);
    }
  }

  /** Takes back {@link #announceAppend}: the run is published. */
  public void appended(long campaignId, RunId run) {
    FileSystems.discard(files, appending(campaignId, run));
  }

  private Path appending(long campaignId, RunId run) {
    return new Path(root, "campaign-%d/_appending-%s".formatted(campaignId, run));
  }

  /**
   * Removes the published runs of a campaign but for the newest.
   *
   * @param keep how many stay, at least 1
   * @param elsewhere removes what a run has published elsewhere
   * @return those that were removed, the oldest first
   */
  public List<String> prune(long campaignId, int keep, Consumer<RunReport> elsewhere) {
    return new OldRuns(files, new Path(root, "campaign-" + campaignId)).prune(keep, elsewhere);
  }
}
