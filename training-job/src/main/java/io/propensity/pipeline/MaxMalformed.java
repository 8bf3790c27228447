package io.propensity.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.propensity.json.Schema;
import io.propensity.run.ConfigurationException;
import io.propensity.run.Fault;
import java.util.List;

/** How many rows of a source may be malformed. */
@Schema(
    """
    {"anyOf": [
      {"type": "integer", "minimum": 0},
      {"type": "number", "minimum": 0, "maximum": 1}
    ]}
    """)
public sealed interface MaxMalformed {

  /** None, when a source does not say. */
  MaxMalformed NONE = new Count(0);

  /** Whether so many malformed rows among all that were read are few enough. */
  boolean allows(long malformed, long read);

  /** A number of rows. */
  record Count(long rows) implements MaxMalformed {
    @Override
    public boolean allows(long malformed, long read) {
      return malformed <= rows;
    }

    @Override
    public String toString() {
      return Long.toString(rows);
    }
  }

  /** A share of the rows that were read. */
  record Share(double share) implements MaxMalformed {
    @Override
    public boolean allows(long malformed, long read) {
      return malformed <= share * read;
    }

    @Override
    public String toString() {
      return Double.toString(share);
    }
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static MaxMalformed read(Object value) {
    if (value instanceof Integer || value instanceof Long) {
      long rows = ((Number) value).longValue();
      if (rows >= 0) {
        return new Count(rows);
      }
    } else if (value instanceof Number number) {
      double share = number.doubleValue();
      if (share >= 0 && share <= 1) {
        return new Share(share);
      }
    }
    throw new ConfigurationException(
        List.of(
            new Fault("", "must be a number of rows such as 10, or a share of them such as 0.01")));
  }
}
