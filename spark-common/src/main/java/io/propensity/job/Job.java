package io.propensity.job;

import io.propensity.environment.Environment;
import io.propensity.environment.EnvironmentFile;
import io.propensity.run.ExitCode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every job's command line has: an environment file, and where it prints. */
public abstract class Job implements Callable<ExitCode> {

  @Option(
      names = "--env",
      paramLabel = "FILE",
      defaultValue = "conf/local.yaml",
      description = "The environment file (default: ${DEFAULT-VALUE}).")
  private String environment = "";

  @Spec private @Nullable CommandSpec spec;

  private final Map<String, String> variables;

  /**
   * A job that has not read its command line yet.
   *
   * @param variables the process environment
   */
  protected Job(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /** The process environment. */
  protected final Map<String, String> variables() {
    return variables;
  }

  /** Reads the environment file. */
  protected final Environment environment() {
    return EnvironmentFile.read(environment, variables);
  }

  /** Prints to where the caller wants a job's words, at once. */
  protected final void print(String text) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.print(text);
    out.flush();
  }

  /**
   * Runs this job, and ends the JVM where it fails: Spark's own end must not cost the exit code.
   */
  public final void runAndExit(String... arguments) {
    int code = JobCommand.run(this, arguments);
    if (code != ExitCode.OK.code()) {
      System.exit(code);
    }
  }
}
