package io.propensity.training;

import io.propensity.model.ModelVersion;
import io.propensity.report.StepProgress;
import java.util.Optional;
import java.util.function.Supplier;

/** Who is told how a run goes. */
interface Watcher {

  Watcher NOBODY =
      new Watcher() {
        @Override
        public void at(StepProgress progress) {}

        @Override
        public Optional<String> published(ModelVersion version, Supplier<String> manifest) {
          return Optional.empty();
        }

        @Override
        public void found(String name, byte[] json) {}
      };

  /** How far a step is. It must not wait. */
  void at(StepProgress progress);

  /**
   * That a version is published, or stands; what whoever reads of the run should know of it.
   *
   * @param manifest reads the JSON of its manifest
   */
  Optional<String> published(ModelVersion version, Supplier<String> manifest);

  /** What was found beside the report, as JSON, by the name that the service has for it. */
  void found(String name, byte[] json);
}
