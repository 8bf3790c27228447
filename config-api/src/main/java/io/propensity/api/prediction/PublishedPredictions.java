package io.propensity.api.prediction;

import io.propensity.api.PropensitySettings;
import io.propensity.api.audience.table.DuckDb;
import io.propensity.api.audience.table.DuckDbSession;
import io.propensity.api.audience.table.OutputFiles;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.run.Run;
import io.propensity.api.run.RunService;
import io.propensity.report.RunReport;
import io.propensity.report.ScoringFigures;
import io.propensity.report.SegmentFigures;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * What scoring runs published, as CSV: the greatest scores first. The rows go through a file of
 * this machine, so that a download is whole or is refused: it has as many as the report tells of.
 */
@Service
public class PublishedPredictions {

  private final RunService runs;
  private final OutputFiles output;
  private final DuckDb duckDb;
  private final JsonMapper json;
  private final long mostRows;

  PublishedPredictions(
      RunService runs,
      OutputFiles output,
      DuckDb duckDb,
      JsonMapper json,
      PropensitySettings settings) {
    this.runs = runs;
    this.output = output;
    this.duckDb = duckDb;
    this.json = json;
    this.mostRows = settings.downloads().mostRows();
  }

  /**
   * Reads predictions.
   *
   * @throws ProblemException when there are none, they are not where the service reads them, are
   *     more than may be downloaded, or other than the run's report says
   */
  public PredictionFile read(Download wanted) {
    Run run = runs.get(wanted.run());
    ScoringFigures scoring = scoring(run);
    long asked = requireFew(wanted, rows(wanted, scoring));
    FileFormat format = FileFormat.named(scoring.format());
    List<Path> files =
        output.of(Objects.requireNonNull(run.campaignId()), wanted.run(), format::takes);
    Path file = PredictionFile.empty();
    try {
      long written =
          duckDb.download(
              "predictions of " + wanted.what(),
              session ->
                  write(
                      session,
                      Query.of(session, format, files, wanted, most(wanted, asked)),
                      file));
      requireWhole(wanted, asked, written);
      return PredictionFile.of(wanted.fileName(), file);
    } catch (IOException failure) {
      discard(file, failure);
      throw new UncheckedIOException("Cannot keep the predictions of " + wanted.what(), failure);
    } catch (RuntimeException failure) {
      discard(file, failure);
      throw failure;
    }
  }

  /** Whether a run's predictions are such, and lie there, as the service reads them. */
  public boolean mayRead(RunReport report) {
    ScoringFigures scoring = report.scoring();
    return scoring != null && scoring.areFilesOf(FileFormat.NAMES) && output.isReadable();
  }

  private static void discard(Path file, Exception failure) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException left) {
      failure.addSuppressed(left);
    }
  }

  private ScoringFigures scoring(Run run) {
    if (run.campaignId() == null || run.report() == null) {
      throw ProblemException.notFound(
          "Run %s has published no predictions: %s"
              .formatted(
                  run.runId(),
                  run.campaignId() == null
                      ? "it is a training run"
                      : "it is " + run.state().name().toLowerCase(Locale.ROOT)));
    }
    ScoringFigures scoring = json.treeToValue(run.report(), RunReport.class).scoring();
    if (scoring == null || !scoring.areFilesOf(FileFormat.NAMES)) {
      throw ProblemException.unprocessable(
          "Run %s published %s, and the service reads files of Parquet and CSV alone"
              .formatted(run.runId(), place(scoring)));
    }
    return scoring;
  }

  private static String place(@Nullable ScoringFigures scoring) {
    if (scoring == null) {
      return "nothing that its report tells of";
    }
    return scoring.table() == null ? scoring.format() : "to the table " + scoring.table();
  }

  private static long rows(Download wanted, ScoringFigures scoring) {
    if (wanted.segment().isEmpty()) {
      return scoring.published();
    }
    String name = wanted.segment().get();
    return scoring.segments().stream()
        .filter(segment -> segment.name().equals(name))
        .findFirst()
        .map(SegmentFigures::rows)
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "Run %s has no segment '%s'; %s"
                        .formatted(wanted.run(), name, segments(scoring))));
  }

  private static String segments(ScoringFigures scoring) {
    return scoring.segments().isEmpty()
        ? "it has none: score the campaign with the option segments"
        : "it has "
            + scoring.segments().stream()
                .map(SegmentFigures::name)
                .collect(Collectors.joining(", "));
  }

  /** How many rows are asked for, which are no more than may be. */
  private long requireFew(Download wanted, long rows) {
    long asked = Math.min(rows, wanted.limit().orElse(rows));
    if (asked > mostRows) {
      throw ProblemException.unprocessable(
          "The predictions of %s are %,d rows, and %,d at most are downloaded: ask for fewer with limit, read the Parquet files, or raise propensity.downloads.most-rows"
              .formatted(wanted.what(), asked, mostRows));
    }
    return asked;
  }

  /** One row too many tells of files that have more than the report; a limit leaves them out. */
  private static long most(Download wanted, long asked) {
    return wanted.limit().orElse(asked + 1) == asked ? asked : asked + 1;
  }

  private static void requireWhole(Download wanted, long asked, long written) {
    if (written != asked) {
      throw ProblemException.conflict(
          "By the report of %s there are %,d rows to give, and its files have %s: put the files of the run back as they were published, or score the campaign again"
              .formatted(
                  wanted.what(), asked, written > asked ? "more" : "%,d".formatted(written)));
    }
  }

  private static long write(DuckDbSession session, Query query, Path file) throws SQLException {
    try (BufferedWriter out = PredictionFile.writer(file)) {
      out.write(CsvLine.of(query.columns()));
      return session.each(
          query.sql(),
          row -> {
            try {
              out.write(CsvLine.of(row.values()));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
