package io.propensity.scoring.shap;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.run.FormatVersion;
import java.util.List;

/**
 * {@code slot_means.json}: what the places of a linear model's vector are on average of the rows
 * that it was fitted to, weighted as they were.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SlotMeans(@JsonProperty("format_version") String formatVersion, List<Double> means) {

  /** Its name within an artifact. */
  public static final String FILE = "slot_means.json";

  public SlotMeans {
    means = List.copyOf(means);
  }

  public static SlotMeans of(List<Double> means) {
    return new SlotMeans(FormatVersion.CURRENT, means);
  }

  double[] array() {
    return means.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
