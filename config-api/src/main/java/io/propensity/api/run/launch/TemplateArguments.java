package io.propensity.api.run.launch;

import io.propensity.report.RunKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The arguments of a template with those of a run, which go before them: {@code --env} and whatever
 * else the template says stays.
 */
public final class TemplateArguments {

  private static final String PIPELINE = "--pipeline";
  private static final String ENVIRONMENT = "--env";
  private static final String REGISTER = "--register";

  private TemplateArguments() {}

  /**
   * Refuses arguments that leave open what only a template can say.
   *
   * @param where the template, for messages
   * @throws LaunchException that names what is missing
   */
  public static void require(String where, RunKind kind, List<String> template) {
    if (value(template, ENVIRONMENT).isEmpty()) {
      throw new LaunchException(
          "The arguments of %s name no environment file: add --env and its path in the image"
              .formatted(where));
    }
    if (kind == RunKind.TRAINING && value(template, PIPELINE).isEmpty()) {
      throw new LaunchException(
          "The arguments of %s name no pipeline: add --pipeline and the path of one in the image, beside which the others are"
              .formatted(where));
    }
  }

  /** The whole command line of a job whose template was {@linkplain #require checked}. */
  public static List<String> of(List<String> template, Job job) {
    Set<String> settled =
        job.arguments().stream().map(TemplateArguments::name).collect(Collectors.toSet());
    settled.addAll(Set.of(PIPELINE, REGISTER));
    List<String> all = new ArrayList<>(kept(template, settled));
    if (job.pipeline() != null) {
      all.add("%s=%s/%s".formatted(PIPELINE, folder(template), job.pipeline()));
      all.add(REGISTER);
    }
    all.addAll(job.arguments());
    return all;
  }

  private static List<String> kept(List<String> template, Set<String> settled) {
    List<String> kept = new ArrayList<>();
    boolean isDropped = false;
    for (String argument : template) {
      if (argument.startsWith("--")) {
        isDropped = settled.contains(name(argument));
      }
      if (!isDropped) {
        kept.add(argument);
      }
    }
    return kept;
  }

  /** Where the pipelines of the image are. */
  private static String folder(List<String> template) {
    String one = value(template, PIPELINE).orElseThrow();
    return one.substring(0, Math.max(0, one.lastIndexOf('/')));
  }

  private static Optional<String> value(List<String> arguments, String option) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.startsWith(option + "=")) {
        return Optional.of(argument.substring(option.length() + 1));
      }
      if (argument.equals(option) && i + 1 < arguments.size()) {
        return Optional.of(arguments.get(i + 1));
      }
    }
    return Optional.empty();
  }

  private static String name(String argument) {
    int equals = argument.indexOf('=');
    return equals < 0 ? argument : argument.substring(0, equals);
  }
}
