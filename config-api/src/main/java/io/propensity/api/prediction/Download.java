package io.propensity.api.prediction;

import io.propensity.api.web.QueryParameters;
import io.propensity.run.RunId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.util.MultiValueMap;

/**
 * Which predictions of a run are wanted.
 *
 * @param segment empty for all of them
 * @param limit so many of the greatest scores; empty for all
 */
public record Download(RunId run, Optional<String> segment, OptionalLong limit) {

  private static final int LARGEST = 1_000_000_000;

  /** Reads the parameters of an address. */
  public static Download of(RunId run, MultiValueMap<String, String> given) {
    QueryParameters query = new QueryParameters(given, List.of("segment", "limit"));
    Optional<String> segment = query.text("segment");
    OptionalLong limit = query.number("limit", 1, LARGEST);
    query.requireNone();
    return new Download(run, segment, limit);
  }

  /** In words, for messages and the audit log. */
  String what() {
    return segment.map(name -> "segment %s of run %s".formatted(name, run)).orElse("run " + run);
  }

  /** What a file of it is called. */
  String fileName() {
    return segment
            .map(name -> run + "-" + name.replaceAll("[^A-Za-z0-9._-]", "_"))
            .orElse(run.value())
        + ".csv";
  }
}
