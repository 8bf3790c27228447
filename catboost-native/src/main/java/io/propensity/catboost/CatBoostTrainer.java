package io.propensity.catboost;

import ai.catboost.CatBoostModel;
import ai.catboost.common.NativeLib;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import ru.yandex.catboost.spark.catboost4j_spark.core.src.native_impl.native_impl;

/**
 * Trains a CatBoost model from files with CatBoost's native trainer, on all cores of this machine.
 *
 * <p>The trainer runs in a child JVM: it prints on its process's standard output whatever its
 * logging level is, ends its process on an option that it cannot read, and keeps global state. So
 * its output becomes log lines, any failure an exception, and several trainings can run at once.
 * The child ends with this process.
 */
public final class CatBoostTrainer {

  private static final int LAST_OWN_EXIT_CODE = 128;

  /** What CatBoost's classes say before they end their process, with 1 as for wrong parameters. */
  private static final String UNLOADABLE = "Failed to load catboost4j-spark-impl native library";

  private CatBoostTrainer() {}

  /**
   * Trains and waits for the end.
   *
   * @param log receives the trainer's other lines, in the calling thread
   * @param progress receives a value each {@code metric-period} iterations, in the calling thread
   * @throws CatBoostException in CatBoost's words
   * @throws TrainerUnavailableException when this platform has no native trainer, or it cannot be
   *     loaded
   * @throws IllegalStateException when the trainer died without a word, or this thread was
   *     interrupted
   */
  public static CatBoostResult train(
      CatBoostFit fit, Consumer<String> log, Consumer<CatBoostProgress> progress) {
    NativeTrainer.requireAvailable();
    TrainerOutput output = new TrainerOutput(fit.parameters().iterations(), log, progress);
    try {
      Files.writeString(
          fit.workDirectory().resolve(TrainerFiles.PARAMETERS),
          JsonText.of(fit.parameters().values()));
      boolean explained = run(fit, output);
      return result(fit, explained, output.training());
    } catch (IOException e) {
      throw new UncheckedIOException("CatBoost's trainer did not run: " + e.getMessage(), e);
    }
  }

  private static CatBoostResult result(CatBoostFit fit, boolean explained, Duration training)
      throws IOException {
    Path directory = fit.workDirectory();
    Path model = directory.resolve(TrainerFiles.MODEL);
    CbmFile file = CbmFile.read(model);
    requireClasses(fit.parameters().labels(), file.outputs());
    return new CatBoostResult(
        model,
        file,
        file.trees(),
        training,
        CatBoostCurve.read(directory),
        CatBoostResult.importances(directory.resolve(TrainerFiles.VALUES_CHANGE), fit.features()),
        explained
            ? Optional.of(CatBoostExplanation.read(directory, fit.features()))
            : Optional.empty(),
        Optional.of(directory.resolve(TrainerFiles.EVAL_PREDICTIONS)).filter(Files::exists));
  }

  /** Of a class without a row CatBoost makes no output, and all that follow would be others'. */
  private static void requireClasses(List<String> classes, int outputs) {
    if (classes.size() > 2 && outputs != classes.size()) {
      throw new CatBoostException(
          "the rows that are learnt have only %d of the classes %s".formatted(outputs, classes));
    }
  }

  /** Runs to the end; whether the model was explained too, if that was asked for. */
  private static boolean run(CatBoostFit fit, TrainerOutput output) throws IOException {
    Process process = start(fit);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.accept(line);
      }
      int code = process.waitFor();
      if (code != 0 && output.trained()) {
        output.unexplained(code);
        return false;
      }
      requireSuccess(code, output.failure(), fit.workDirectory());
      return fit.explainedRows() > 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The training was interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(CatBoostFit fit) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(fit)).redirectErrorStream(true);
    builder.directory(fit.workDirectory().toFile());
    builder.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    return builder.start();
  }

  private static List<String> command(CatBoostFit fit) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-Dslf4j.internal.verbosity=ERROR"));
    command.add("-Djava.io.tmpdir=" + fit.workDirectory().toAbsolutePath());
    command.addAll(List.of("-cp", classPath(), TrainerProcess.class.getName()));
    command.add(Integer.toString(fit.explainedRows()));
    command.add(fit.explained().toAbsolutePath().toString());
    command.add(fit.columnDescription().toAbsolutePath().toString());
    command.add(fit.workDirectory().toAbsolutePath().toString());
    command.addAll(arguments(fit));
    return command;
  }

  /** Of the pipeline's own words there is none among them: they are in the file of parameters. */
  private static List<String> arguments(CatBoostFit fit) {
    List<String> arguments = new ArrayList<>();
    Path directory = fit.workDirectory().toAbsolutePath();
    arguments.add("--learn-set=dsv://" + fit.learnSet().toAbsolutePath());
    fit.evalSet().ifPresent(set -> arguments.add("--test-set=dsv://" + set.toAbsolutePath()));
    arguments.add("--column-description=dsv://" + fit.columnDescription().toAbsolutePath());
    arguments.add("--params-file=" + directory.resolve(TrainerFiles.PARAMETERS));
    arguments.add("--train-dir=" + directory);
    arguments.add("--model-file=" + TrainerFiles.MODEL);
    if (fit.explainedRows() > 0) {
      arguments.add("--fstr-file=" + TrainerFiles.LOSS_CHANGE);
      arguments.add("--fstr-type=LossFunctionChange");
    }
    if (!fit.evalPredictions().isEmpty()) {
      arguments.add("--eval-file=" + TrainerFiles.EVAL_PREDICTIONS);
      arguments.add(
          "--output-columns=SampleId," + String.join(",", fit.evalPredictions()) + ",Label");
    }
    return arguments;
  }

  /** Where this code, the native trainer and what loads it come from: jars or directories. */
  private static String classPath() {
    return Stream.of(
            TrainerProcess.class,
            native_impl.class,
            NativeLib.class,
            CatBoostModel.class,
            Logger.class)
        .map(CatBoostTrainer::location)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String location(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new IllegalStateException(type + " does not say which jar it comes from");
    }
    try {
      return Path.of(source.getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(type + " comes from " + source.getLocation(), e);
    }
  }

  static void requireSuccess(int exitCode, String words, Path directory) {
    if (exitCode == 0) {
      return;
    }
    if (words.startsWith(UNLOADABLE)) {
      throw new TrainerUnavailableException(
          ("CatBoost's native trainer cannot be unpacked to %s and loaded from there: %s; is the disk"
                  + " full, or mounted noexec?")
              .formatted(directory, words));
    }
    if (exitCode <= LAST_OWN_EXIT_CODE && !words.isEmpty()) {
      throw new CatBoostException(words);
    }
    String killed = exitCode == 137 ? ", killed from outside, most often for want of memory" : "";
    throw new IllegalStateException(
        "CatBoost's trainer ended with code %d%s. %s".formatted(exitCode, killed, words).strip());
  }
}
