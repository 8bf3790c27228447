package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.system.RunningProcess.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .ci/run} in an empty checkout, with a Maven that only writes reports of failsafe. */
class CiRunTest {

  private static final String MAVEN =
      """
      #!/usr/bin/env bash
      echo "$*" >>asked
      mkdir -p one/target/failsafe-reports
      cp report.xml one/target/failsafe-reports/TEST-io.propensity.RunsIT.xml
      exit "${MAVEN_CODE:-0}"
      """;

  /** As failsafe 3.5.4 writes it where {@code rerunFailingTestsCount} is set. */
  private static final String REPORT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuite name="io.propensity.RunsIT" time="1.2" tests="3" errors="0" skipped="0" failures="0">
        <testcase name="steady" classname="io.propensity.RunsIT" time="0.1"/>
        <testcase name="ends(String)[2]" classname="io.propensity.RunsIT" time="0.1">
          <flakyFailure message="&#10;Expecting &lt;1&gt; &amp;&#10;  not &quot;2&quot;" type="java.lang.AssertionError">
            <stackTrace><![CDATA[java.lang.AssertionError: <failed>]]></stackTrace>
          </flakyFailure>
        </testcase>
        <testcase name="begins" classname="io.propensity.RunsIT" time="0.1">
          <flakyError type="java.lang.IllegalStateException">
            <stackTrace><![CDATA[java.lang.IllegalStateException]]></stackTrace>
          </flakyError>
        </testcase>
        <testcase name="fails" classname="io.propensity.RunsIT" time="0.1">
          <failure message="never" type="java.lang.AssertionError"><![CDATA[never]]></failure>
          <rerunFailure message="again" type="java.lang.AssertionError"/>
        </testcase>
      </testsuite>
      """;

  @TempDir private Path directory;

  @BeforeEach
  void makeACheckout() throws IOException {
    program(".ci/run", Files.readString(RunningProcess.CHECKOUT.resolve(".ci/run")));
    program("bin/mvn", MAVEN);
    Files.writeString(directory.resolve("report.xml"), REPORT);
  }

  @Test
  void namesTheTestsThatPassedAtTheSecondTry() throws IOException {
    Ended ended = run(Map.of(), "verify");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(Files.readString(directory.resolve("asked")))
        .isEqualTo("-B verify -Dfailsafe.rerunFailingTestsCount=1\n");
    assertThat(ended.out().lines().skip(3))
        .containsExactly(
            "== passed at the second try only: io.propensity.RunsIT.ends(String)[2]: Expecting <1> & not \"2\"",
            "== passed at the second try only: io.propensity.RunsIT.begins: java.lang.IllegalStateException",
            "== not run, or in part: demo, heavy, demo-full, airflow, fuzz, terraform, monitoring, notebooks, mlflow, kube");
  }

  @Test
  void namesThemWhereAnotherTestFailed() {
    Ended ended = run(Map.of("MAVEN_CODE", "3"), "verify", "kube");

    assertThat(ended.exitCode()).isEqualTo(3);
    assertThat(ended.out()).contains("second try only: io.propensity.RunsIT.begins: ");
  }

  @Test
  void namesNoTestOfAnEarlierBuild() throws IOException {
    assertThat(run(Map.of(), "verify").out()).contains("second try only");
    program("bin/mvn", "#!/bin/sh\nsleep 1\n");
    Path report = directory.resolve("one/target/failsafe-reports/TEST-io.propensity.RunsIT.xml");
    assertThat(report.toFile().setLastModified(report.toFile().lastModified() - 2000)).isTrue();

    assertThat(run(Map.of(), "verify").out()).doesNotContain("second try only");
  }

  @Test
  void namesWhatWasNotRunAtItsEnd() {
    program("scripts/kube-test.sh", "#!/bin/sh\necho no etcd >&2\nexit 69\n");
    program("terraform/test.sh", "#!/bin/sh\necho not run: the schema\n");
    program("scripts/fuzz-api.sh", "#!/bin/sh\n");
    program("airflow/test.sh", "#!/bin/sh\n");

    Ended ended = run(Map.of(), "airflow", "fuzz", "terraform", "kube");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.out().lines().reduce((before, last) -> last))
        .contains(
            "== not run, or in part: demo, verify, heavy, demo-full, monitoring, notebooks, mlflow, terraform, kube");

    Ended late = run(Map.of("CI_MINUTES", "-1"), "fuzz");
    assertThat(late.exitCode()).isZero();
    assertThat(late.out()).endsWith(", notebooks, mlflow, kube, fuzz\n");
  }

  @Test
  void endsWithTheCodeOfASuiteThatFailed() {
    program("scripts/fuzz-api.sh", "#!/bin/sh\nexit 5\n");

    assertThat(run(Map.of(), "fuzz", "verify").exitCode()).isEqualTo(5);
    assertThat(directory.resolve("asked")).doesNotExist();
    assertThat(run(Map.of(), "no-such").exitCode()).isEqualTo(64);
    assertThat(run(Map.of(), "--help").out()).contains("  verify  the build").doesNotContain("#");
  }

  @Test
  void runsTheSuitesThatAreNamedAloneOnlyWhereTheyAreNamed() {
    program("scripts/vulnerabilities.sh", "#!/bin/sh\necho held against OSV\n");
    program("scripts/reproducible.sh", "#!/bin/sh\necho the same bytes\nexit 1\n");

    Ended ended = run(Map.of(), "vulnerabilities", "reproducible");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out()).contains("held against OSV", "the same bytes");
    assertThat(run(Map.of(), "no-such").err())
        .endsWith("notebooks mlflow kube, and named alone vulnerabilities and reproducible\n");
    assertThat(run(Map.of(), "verify").out()).doesNotContain("vulnerabilities", "reproducible");
  }

  private Ended run(Map<String, String> variables, String... suites) {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("PATH", directory.resolve("bin") + ":" + System.getenv("PATH"));
    List<String> command = new ArrayList<>(List.of(directory.resolve(".ci/run").toString()));
    command.addAll(Arrays.asList(suites));
    return RunningProcess.run(environment, command);
  }

  private void program(String name, String text) {
    Path file = directory.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
