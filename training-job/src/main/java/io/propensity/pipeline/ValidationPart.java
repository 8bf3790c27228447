package io.propensity.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.propensity.json.Schema;
import io.propensity.run.ConfigurationException;
import io.propensity.run.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What validates where the parts are sources.
 *
 * @param source its name, or null
 * @param share of the training source, or null
 */
@Schema(
    """
    {"anyOf": [
      {"type": "string"},
      {"type": "number", "minimum": 0, "exclusiveMaximum": 1}
    ]}
    """)
public record ValidationPart(@Nullable String source, @Nullable Double share) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static ValidationPart read(Object value) {
    if (value instanceof String name) {
      return new ValidationPart(name, null);
    }
    if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() < 1) {
      return new ValidationPart(null, number.doubleValue());
    }
    throw new ConfigurationException(
        List.of(new Fault("", "must be the name of a source, or a share in [0, 1)")));
  }
}
