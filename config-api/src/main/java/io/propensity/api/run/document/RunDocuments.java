package io.propensity.api.run.document;

import io.propensity.api.problem.ProblemException;
import io.propensity.api.run.RunService;
import io.propensity.api.web.CurrentUser;
import io.propensity.api.web.StoredText;
import io.propensity.run.RunId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what jobs found beside a run's report, as it was written, and gives it back. */
@Service
public class RunDocuments {

  /** The verdicts on the rows that were read, by source. */
  public static final String QUALITY = "quality";

  /** The trials of a search, the best first. */
  public static final String TRIALS = "trials";

  /** What the model was measured to be, by split and by segment. */
  public static final String METRICS = "metrics";

  /** What came of the predictions. */
  public static final String OUTCOMES = "outcomes";

  /** What the names of a training run's exports begin with here. */
  public static final String DASHBOARD = "dashboard_";

  private static final String FORM = "[a-z][a-z0-9_]{0,62}";
  private static final int MOST = 100;

  private final DocumentRows rows;
  private final RunService runs;
  private final CurrentUser user;
  private final JsonMapper json;
  private final Clock clock;

  RunDocuments(DocumentRows rows, RunService runs, CurrentUser user, JsonMapper json, Clock clock) {
    this.rows = rows;
    this.runs = runs;
    this.user = user;
    this.json = json;
    this.clock = clock;
  }

  /** A document and whose it is. */
  public record Found(RunId run, String text) {}

  /** That of the newest run of a campaign that has one of the name. */
  public Optional<Found> latest(long campaign, String name) {
    return rows.latest(campaign, name);
  }

  /** Those of a run, by their names. */
  public List<RunDocument> list(RunId run) {
    return rows.list(runs.get(run).runId());
  }

  /** The text of a document; empty when the run has none of the name. */
  public Optional<String> text(RunId run, String name) {
    return rows.content(run, name);
  }

  /** The text of a document that must be there. */
  String require(RunId run, String name) {
    runs.get(run);
    return text(run, name)
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "Run %s has no document '%s'; GET /runs/%s/documents lists those that it has"
                        .formatted(run, name, run)));
  }

  /** Keeps a document in place of an earlier one of the name. */
  void put(RunId run, String name, @Nullable JsonNode content) {
    if (!name.matches(FORM)) {
      throw ProblemException.badRequest(
          "'%s' is no name of a document: it has up to 63 small letters, digits and '_', a letter first"
              .formatted(name));
    }
    if (content == null || !content.isContainer()) {
      throw ProblemException.badRequest("A document of a run is a JSON object or array");
    }
    String text = json.writeValueAsString(content);
    if (!StoredText.canBe(text)) {
      throw ProblemException.badRequest(
          "This document holds half a character, which cannot be kept");
    }
    runs.get(run);
    if (rows.isFull(run, name, MOST)) {
      throw ProblemException.conflict(
          "Run %s has %d documents, which is as many as are kept".formatted(run, MOST));
    }
    rows.put(run, name, text, user.name(), clock.instant());
  }
}
