package io.propensity.api.console.campaign;

import io.propensity.api.console.model.FigureView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the model that somebody names.
 *
 * @param refused why no campaign can be scored with it; null where one can, or nothing is known
 * @param unknown what to know of a model that is in no registry
 * @param version null where it is not known
 */
record ModelHint(@Nullable String refused, List<String> unknown, @Nullable Version version) {

  /** A version, and how good it is on the rows that it was tested on. */
  record Version(
      String name,
      int number,
      String task,
      List<String> aliases,
      List<Metric> metrics,
      List<FigureView> figures,
      List<String> features) {}

  /** One metric. */
  record Metric(String name, double value) {}

  static ModelHint none() {
    return new ModelHint(null, List.of(), null);
  }

  static ModelHint refused(String reason) {
    return new ModelHint(reason, List.of(), null);
  }

  static ModelHint unknown(List<String> warnings) {
    return new ModelHint(null, List.copyOf(warnings), null);
  }

  static ModelHint of(Version version) {
    return new ModelHint(null, List.of(), version);
  }
}
