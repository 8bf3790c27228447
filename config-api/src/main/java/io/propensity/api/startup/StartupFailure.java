package io.propensity.api.startup;

import io.propensity.run.ExitCode;
import io.propensity.run.JobException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.server.PortInUseException;

/** Why the service could not start, in one line, where it is for its operator to mend. */
public record StartupFailure(String line, ExitCode exitCode) {

  /** The exit code of a process that {@code failure} kept from starting. */
  public static ExitCode exitCode(Throwable failure) {
    return of(failure).map(StartupFailure::exitCode).orElse(ExitCode.INTERNAL);
  }

  /**
   * Of our own exceptions the outermost speaks, which knows most. Of others the innermost does:
   * what wraps it only says that something could not be made.
   */
  static Optional<StartupFailure> of(Throwable failure) {
    List<Throwable> causes = causes(failure);
    Optional<StartupFailure> ours =
        causes.stream()
            .filter(JobException.class::isInstance)
            .map(JobException.class::cast)
            .map(job -> new StartupFailure(String.valueOf(job.getMessage()), job.exitCode()))
            .findFirst();
    return ours.or(
        () -> causes.stream().flatMap(cause -> known(cause).stream()).reduce((outer, in) -> in));
  }

  /** The failure and what caused it, outermost first. */
  private static List<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).toList();
  }

  private static Optional<StartupFailure> known(Throwable cause) {
    if (cause instanceof PortInUseException port) {
      return configuration(
          "Port %d is taken: end what listens there, or choose another with PORT"
              .formatted(port.getPort()));
    }
    if (cause instanceof UnboundConfigurationPropertiesException unknown) {
      return configuration(unknownSettings(unknown));
    }
    if (cause instanceof InvalidConfigurationPropertyValueException wrong) {
      return configuration(wrongValue(wrong));
    }
    if (cause instanceof BindException bind) {
      return configuration(wrongSetting(bind));
    }
    return Optional.empty();
  }

  private static Optional<StartupFailure> configuration(String line) {
    return Optional.of(new StartupFailure(line, ExitCode.CONFIG));
  }

  private static String unknownSettings(UnboundConfigurationPropertiesException unknown) {
    String names =
        unknown.getUnboundProperties().stream()
            .map(property -> property.getName().toString())
            .sorted()
            .collect(Collectors.joining(", "));
    return "Unknown setting %s: the settings are propensity.environment, propensity.models-root, propensity.warehouse-root, propensity.data-directory, propensity.require-if-match, propensity.launcher.type, .home, .environment, .concurrency, .kubernetes.*, .dataproc.*, propensity.runs.keep-logs, .queue, propensity.security.*, propensity.schedule.*, propensity.notification.*, propensity.audience.*"
        .formatted(names);
  }

  private static String wrongValue(InvalidConfigurationPropertyValueException wrong) {
    return wrong.getName().equals("server.port")
        ? "The port is not a number from 0 to 65535: look at PORT"
        : "Setting %s has a wrong value: %s".formatted(wrong.getName(), wrong.getReason());
  }

  private static String wrongSetting(BindException bind) {
    var property = bind.getProperty();
    if (property == null) {
      return "The settings under '%s' cannot be read".formatted(bind.getName());
    }
    return "Setting %s has the value '%s', which is not a %s"
        .formatted(
            property.getName(),
            property.getValue(),
            bind.getTarget().getType().resolve(Object.class).getSimpleName());
  }
}
