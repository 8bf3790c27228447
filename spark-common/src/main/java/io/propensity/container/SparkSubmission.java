package io.propensity.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks Spark's own launcher for the command line of a JVM that submits an application: its memory,
 * its class path and what Spark wants opened to it.
 */
final class SparkSubmission {

  /** The launcher refused its arguments, and said why. */
  static final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    RefusedException(int exitCode) {
      super("Spark's launcher ended with " + exitCode);
      this.exitCode = exitCode;
    }

    int exitCode() {
      return exitCode;
    }
  }

  private final PodVariables variables;

  SparkSubmission(PodVariables variables) {
    this.variables = variables;
  }

  /**
   * The command line for arguments of spark-submit.
   *
   * @throws RefusedException when the launcher will not have them
   */
  List<String> command(List<String> arguments) {
    List<String> asked =
        new ArrayList<>(
            List.of(
                variables.java(),
                "-Xmx128m",
                "-cp",
                variables.sparkHome() + "/jars/*",
                "org.apache.spark.launcher.Main",
                "org.apache.spark.deploy.SparkSubmit"));
    asked.addAll(arguments);
    try {
      Process launcher =
          new ProcessBuilder(asked).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String said = new String(launcher.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exitCode = launcher.waitFor();
      if (exitCode != 0) {
        throw new RefusedException(exitCode);
      }
      return withTerminal(words(said));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException ended) {
      throw new IllegalStateException("Nothing of ours interrupts this thread", ended);
    }
  }

  /** A job draws its progress where it is told that somebody looks. */
  private static List<String> withTerminal(List<String> command) throws IOException {
    if (Files.readSymbolicLink(Path.of("/proc/self/fd/2")).startsWith("/dev/pts")) {
      command.add(1, "-Dpropensity.terminal=true");
    }
    return command;
  }

  /** It prints a NUL, a newline, and the command with a NUL after each word. */
  static List<String> words(String said) {
    List<String> words = new ArrayList<>();
    int begin = said.indexOf('\n') + 1;
    for (int end = said.indexOf('\0', begin); end >= 0; end = said.indexOf('\0', begin)) {
      words.add(said.substring(begin, end));
      begin = end + 1;
    }
    return words;
  }
}
