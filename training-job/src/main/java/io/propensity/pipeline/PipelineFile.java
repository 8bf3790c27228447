package io.propensity.pipeline;

import io.propensity.environment.Roots;
import io.propensity.environment.TextFile;
import io.propensity.json.YamlDraft;
import io.propensity.json.YamlFile;
import io.propensity.run.Checks;
import io.propensity.run.ConfigurationException;
import io.propensity.run.NotFoundException;
import io.propensity.run.UsageException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The {@code pipeline.yaml} of a pipeline's folder. */
public final class PipelineFile {

  /** The file within a pipeline's folder. */
  public static final String NAME = "pipeline.yaml";

  private final YamlDraft<Pipeline> draft;
  private final PipelineParts parts;

  private PipelineFile(YamlFile yaml) {
    this.draft = yaml.draft(Pipeline.class);
    this.parts = PipelineParts.of(draft);
    draft.rules(this::rules);
  }

  private void rules(Checks checks) {
    if (draft.part("format_version").orElse(1) instanceof Integer version) {
      PipelineRules.checkHead(checks, version, draft.part("name").orElse("unnamed").toString());
    }
    PipelineRules.check(checks, parts);
  }

  /** What the file says, as {@link #open} reads it. */
  public static Pipeline read(
      String folder, Roots roots, Map<String, String> variables, List<String> settings) {
    return open(folder, roots, variables, settings).pipeline();
  }

  /**
   * Reads the file, and binds as much of it as fits: what is wrong is told by {@link #pipeline},
   * with what {@link #check} finds until then. In it {@code ${raw}} and the other roots' names
   * stand for the environment's roots, any other {@code ${NAME}} for a variable.
   *
   * @param folder a local path or a URI of a Hadoop file system
   * @param settings {@code key=value}, each in place of one key of the file
   */
  public static PipelineFile open(
      String folder, Roots roots, Map<String, String> variables, List<String> settings) {
    String file = folder.replaceFirst("/+$", "") + "/" + NAME;
    String text =
        TextFile.read(
            file, "pipeline file", "pass --pipeline DIR, e.g. --pipeline pipelines/telco-churn");
    YamlFile yaml = YamlFile.parse(file, text, withRoots(roots, variables));
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new UsageException("--set %s: write key=value".formatted(setting));
      }
      if (setting.startsWith("name=")) {
        throw new UsageException(
            "--set %s: the name says whose tables and models these are; write a pipeline of that name"
                .formatted(setting));
      }
      yaml = yaml.with(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return new PipelineFile(yaml);
  }

  /**
   * What the file says.
   *
   * @throws ConfigurationException with everything that is wrong with it and that was noted, each
   *     with its key's line; what was noted under no key is told without a line
   */
  public Pipeline pipeline() {
    return draft.made();
  }

  /** What is known of the file, before {@link #pipeline} tells what is wrong with it. */
  public PipelineParts parts() {
    return parts;
  }

  /** What the file says; empty when something is found wrong already. */
  public Optional<Pipeline> fitting() {
    return draft.fits() ? Optional.of(draft.made()) : Optional.empty();
  }

  /**
   * Runs checks that take more than the file to make.
   *
   * @param checks notes faults under keys of the file, as whole sentences
   */
  public void check(Consumer<Checks> checks) {
    draft.check(checks);
  }

  /**
   * Runs work that may find out more that is wrong with the file.
   *
   * @throws ConfigurationException with the line of each fault that the work names by its key
   */
  public <R> R during(Supplier<R> work) {
    try {
      return work.get();
    } catch (ConfigurationException e) {
      draft.check(
          checks ->
              e.faults().forEach(fault -> checks.require(false, fault.key(), fault.toString())));
      draft.made();
      throw e;
    }
  }

  /**
   * The text of another file of the folder.
   *
   * @throws ConfigurationException for a path that leads out of it, and when it is not there
   */
  public static String text(String folder, String file) {
    if (file.startsWith("/") || file.contains(":") || List.of(file.split("/")).contains("..")) {
      throw new ConfigurationException(
          "'%s' is no file of the pipeline's folder: write its path within it, e.g. features.sql"
              .formatted(file));
    }
    try {
      return TextFile.read(
          folder.replaceFirst("/+$", "") + "/" + file,
          "file of the pipeline",
          "write it, or correct its name in " + NAME);
    } catch (NotFoundException e) { // The file that names it is wrong, if it is not the folder.
      throw new ConfigurationException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Map<String, String> withRoots(Roots roots, Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(variables);
    all.put("raw", roots.raw());
    all.put("warehouse", roots.warehouse());
    all.put("models", roots.models());
    all.put("reports", roots.reports());
    all.put("output", roots.output());
    return all;
  }
}
