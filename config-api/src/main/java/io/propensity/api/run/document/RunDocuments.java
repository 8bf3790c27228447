package io.propensity.api.run.document;

import io.propensity.api.problem.ProblemException;
import io.propensity.api.run.RunService;
import io.propensity.api.web.CurrentUser;
import io.propensity.api.web.StoredText;
import io.propensity.report.DocumentName;
import io.propensity.run.RunId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
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

  /** The newest training of a pipeline that succeeded and has all documents of some names. */
  public Optional<RunId> latestTraining(String pipeline, Collection<String> names) {
    return rows.latestTraining(pipeline, Set.copyOf(names));
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

  /**
   * Keeps a document in place of an earlier one of the name, and of those of earlier attempts.
   *
   * @param content JSON in UTF-8, which is kept character by character
   */
  void put(RunId run, String name, byte[] content) {
    if (!DocumentName.isOne(name)) {
      throw ProblemException.badRequest(
          "'%s' is no name of a document: it has up to 63 small letters, digits and '_', a letter first"
              .formatted(name));
    }
    String text = checked(content);
    runs.get(run);
    rows.dropEarlier(run);
    if (rows.isFull(run, name, MOST)) {
      throw ProblemException.conflict(
          "Run %s has %d documents, which is as many as are kept".formatted(run, MOST));
    }
    rows.put(run, name, text, user.name(), clock.instant());
  }

  private String checked(byte[] content) {
    String text = utf8(content);
    JsonNode parsed = parsed(text);
    if (!parsed.isContainer()) {
      throw ProblemException.badRequest("A document of a run is a JSON object or array");
    }
    // An escape may be half a character; that is seen only once it is read.
    if (!StoredText.canBe(json.writeValueAsString(parsed))) {
      throw ProblemException.badRequest(
          "This document holds half a character, which cannot be kept");
    }
    return text;
  }

  private static String utf8(byte[] content) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      if (text.startsWith("\uFEFF")) {
        throw ProblemException.badRequest(
            "A document of a run begins with a byte order mark: leave it out");
      }
      return text;
    } catch (CharacterCodingException other) {
      throw ProblemException.badRequest("A document of a run is written in UTF-8, as this is not");
    }
  }

  private JsonNode parsed(String text) {
    try {
      return json.readTree(text);
    } catch (JacksonException malformed) {
      throw ProblemException.malformed(malformed);
    }
  }
}
