package io.propensity.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.run.ExitCode;
import io.propensity.run.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the DAGs know of the jobs, held against the jobs; {@code airflow/test.sh} runs the DAGs. */
class AirflowFilesTest {

  private static final String PACKAGE = "airflow/propensity_airflow/";

  @Test
  void eachExitCodeIsDecidedOnce() {
    String text = Repository.text(PACKAGE + "exit_codes.py");
    List<Integer> decided =
        Stream.of("FINAL", "RETRIED")
            .flatMap(name -> Repository.found(name + " = frozenset\\(\\{([0-9, ]+)}\\)", text))
            .flatMap(codes -> Arrays.stream(codes.split(", ")))
            .map(Integer::valueOf)
            .toList();

    assertThat(decided)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ExitCode.values())
                .filter(code -> code != ExitCode.OK)
                .map(ExitCode::code)
                .toList());
  }

  @Test
  void idsAreOfTheForm() {
    assertThat(Repository.text(PACKAGE + "run_ids.py")).contains("r\"r-[a-z0-9-]{1,60}\"");
    assertThat(new RunId("r-20261126t023000-000042z-p-telco-churn").value()).hasSizeLessThan(63);
  }

  @Test
  void theClassesAreThoseOfTheJobs() {
    assertThat(
            Repository.found(
                "\"(io\\.propensity\\.[a-z.]+[A-Za-z]+)\"", Repository.text(PACKAGE + "jobs.py")))
        .hasSize(3)
        .allSatisfy(
            name -> assertThat(Class.forName(name).getMethod("main", String[].class)).isNotNull());
  }

  @Test
  void requirementsArePinnedAndNameNoHosts() {
    assertThat(Repository.text("airflow/requirements.txt").lines())
        .hasSizeGreaterThan(100)
        .allMatch(line -> line.matches("[a-z0-9-]+==[0-9][A-Za-z0-9.+]*"));
  }

  @Test
  void theSuiteRunsAScriptThatCanBeRun() {
    Path script = Repository.ROOT.resolve("airflow/test.sh");
    assertThat(Files.isExecutable(script)).isTrue();
    assertThat(Repository.text(".ci/run")).contains("optional airflow airflow/test.sh");
  }
}
