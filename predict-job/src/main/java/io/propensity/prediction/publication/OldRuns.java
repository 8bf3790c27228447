package io.propensity.prediction.publication;

import io.propensity.json.Json;
import io.propensity.report.RunReport;
import io.propensity.table.FileSystems;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The published runs of one campaign, to be pruned. What is not published is not touched. */
final class OldRuns {

  /** Oldest first; of a run whose report is gone none is known, and it is older than any other. */
  private record Run(Path directory, Optional<RunReport> report) {

    Instant finishedAt() {
      return report.map(RunReport::finishedAt).orElse(Instant.EPOCH);
    }
  }

  private final FileSystem files;
  private final Path campaign;

  OldRuns(FileSystem files, Path campaign) {
    this.files = files;
    this.campaign = campaign;
  }

  /**
   * Removes all but the {@code keep} newest, and names them.
   *
   * @param elsewhere removes what a run has published elsewhere, before its own directory goes
   */
  List<String> prune(int keep, Consumer<RunReport> elsewhere) {
    try {
      List<Run> runs = published();
      List<String> pruned = new ArrayList<>();
      for (Run run : runs.subList(0, Math.max(0, runs.size() - keep))) {
        run.report().ifPresent(elsewhere);
        // Without its mark it is no result any more, however far the removal gets.
        files.delete(new Path(run.directory(), PredictionStore.SUCCESS), false);
        FileSystems.discard(files, run.directory());
        pruned.add(run.directory().getName());
      }
      return pruned;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot prune the runs in " + campaign, e);
    }
  }

  /** The oldest first. */
  private List<Run> published() throws IOException {
    List<Run> runs = new ArrayList<>();
    for (FileStatus entry : files.listStatus(campaign)) {
      Path directory = entry.getPath();
      boolean run = entry.isDirectory() && directory.getName().startsWith("r-");
      if (run && files.exists(new Path(directory, PredictionStore.SUCCESS))) {
        runs.add(new Run(directory, report(new Path(directory, PredictionStore.REPORT))));
      }
    }
    runs.sort(Comparator.comparing(Run::finishedAt).thenComparing(Run::directory));
    return runs;
  }

  private Optional<RunReport> report(Path report) throws IOException {
    try (var in = files.open(report)) {
      return Optional.of(
          Json.readVersioned(in.readAllBytes(), RunReport.class, "Run report " + report));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }
}
