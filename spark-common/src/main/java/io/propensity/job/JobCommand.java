package io.propensity.job;

import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.run.ExitCode;
import io.propensity.run.JobException;
import io.propensity.table.ReadFailure;
import java.io.File;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Runs a job's command line and turns its outcome into an exit code: a failure that the user can
 * mend is one line on stderr, anything else is a defect and keeps its stack trace. The whole JVM is
 * set to {@link Locale#ROOT}.
 */
public final class JobCommand {

  private JobCommand() {}

  /** Runs {@code command}, a picocli command, and returns the exit code for {@link System#exit}. */
  public static int run(Callable<ExitCode> command, String... arguments) {
    return run(command, utf8(System.out), utf8(System.err), arguments);
  }

  /** As {@link #run(Callable, String...)}, with other streams. */
  public static int run(
      Callable<ExitCode> command, PrintWriter out, PrintWriter err, String... arguments) {
    // Some locales write %d with digits of their own, and text of ours names files and is parsed.
    Locale.setDefault(Locale.ROOT);
    CommandLine line = new CommandLine(command).setOut(out).setErr(err);
    line.setUsageHelpAutoWidth(true);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((wrong, args) -> usage(wrong));
    line.setExecutionExceptionHandler(
        (failure, failed, parsed) -> outcome(failure, failed.getErr()));
    try {
      requireJava(Runtime.version().feature());
      int code = line.execute(arguments);
      ExitCode result = line.getExecutionResult();
      return result == null ? code : result.code();
    } catch (ConfigurationException e) {
      return outcome(e, err);
    } catch (Error e) { // no memory, no native library: picocli lets it through
      return outcome(e, err);
    }
  }

  /** Refuses a Java that Spark does not run on, which would fail later in words of its own. */
  static void requireJava(int version) {
    if (version != 17 && version != 21) {
      throw new ConfigurationException(
          "Spark runs on Java 17 or 21, and this is Java %d at %s: set JAVA_HOME to one of those"
              .formatted(version, System.getProperty("java.home")));
    }
  }

  /** UTF-8 whatever the locale is: names of campaigns are not ASCII. */
  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private static int usage(CommandLine.ParameterException wrong) {
    PrintWriter err = wrong.getCommandLine().getErr();
    err.printf(
        "%s; see %s --help%n",
        oneLine(wrong.getMessage()), wrong.getCommandLine().getCommandName());
    return ExitCode.USAGE.code();
  }

  private static int outcome(Throwable failure, PrintWriter err) {
    if (failure instanceof JobException known) {
      List<String> lines = lines(known);
      String log = lines.size() == 1 ? sparksLog() : "";
      lines.forEach(line -> err.println(line + log));
      return known.exitCode().code();
    }
    Optional<? extends JobException> told = ReadFailure.told(failure);
    if (told.isPresent()) {
      return outcome(told.get(), err);
    }
    if (processEnds()) {
      err.println("Ended from outside before the work was done");
      return ExitCode.INTERNAL.code();
    }
    err.println("This is a defect or a failure of the machine; please report what follows:");
    failure.printStackTrace(err);
    return ExitCode.INTERNAL.code();
  }

  /** On Ctrl-C Spark stops beneath a job that is still at work: what it says then is no defect. */
  private static boolean processEnds() {
    Thread hook = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      Runtime.getRuntime().removeShutdownHook(hook);
      return false;
    } catch (IllegalStateException e) {
      return true; // Java takes no hook any more.
    }
  }

  /** Where Spark's own words about the failure are, if it had any and they are not on stderr. */
  private static String sparksLog() {
    String file = System.getProperty("propensity.log");
    return file != null && new File(file).length() > 0 ? " (Spark's log: " + file + ")" : "";
  }

  /** One line; where a file has several faults or a table several differences, one for each. */
  private static List<String> lines(JobException known) {
    if (known instanceof ConfigurationException wrong && !wrong.faults().isEmpty()) {
      return wrong.faults().stream().map(fault -> oneLine(fault.toString())).toList();
    }
    if (known instanceof ContractException broken) {
      return broken.differences().stream().map(JobCommand::oneLine).toList();
    }
    return List.of(oneLine(known.getMessage()));
  }

  private static String oneLine(@Nullable String message) {
    return String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
