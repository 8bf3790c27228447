package io.propensity.container;

import io.propensity.run.ConfigurationException;
import io.propensity.run.ExitCode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The first process of a container of the jobs' image, which needs no shell: it starts what the
 * container is to be, hands on a request to end, and ends with its exit code.
 */
public final class Entrypoint {

  /** No such program, as shells have it. */
  private static final int NOT_FOUND = 127;

  private Entrypoint() {}

  /** Ends the JVM with the exit code of what was asked for. */
  public static void main(String[] words) throws InterruptedException {
    System.exit(run(Arrays.asList(words), new PodVariables(System.getenv())));
  }

  private static int run(List<String> words, PodVariables variables) throws InterruptedException {
    if (words.isEmpty() || List.of("-h", "--help").contains(words.get(0))) {
      System.out.print(ContainerCommand.HELP);
      return ExitCode.OK.code();
    }
    try {
      SparkSubmission submission = new SparkSubmission(variables);
      return new Child().run(new ContainerCommand(variables, submission::command).of(words));
    } catch (ConfigurationException wrong) {
      System.err.println(wrong.getMessage());
      return wrong.exitCode().code();
    } catch (SparkSubmission.RefusedException refused) {
      return refused.exitCode(); // Spark said why
    } catch (IOException absent) {
      System.err.println(absent.getMessage());
      return NOT_FOUND;
    }
  }
}
