package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.system.RunningProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts that make a release, in a small repository with a Maven that only writes files. */
class ReleaseScriptsTest {

  private static final String POM =
      """
      <project>
        <artifactId>propensity</artifactId>
        <version>0.1.0-SNAPSHOT</version>
        <properties>
          <project.build.outputTimestamp>2026-11-20T00:00:00Z</project.build.outputTimestamp>
        </properties>
      </project>
      """;
  private static final String MODULE =
      "<project><parent>\n    <version>0.1.0-SNAPSHOT</version>\n</parent></project>\n";
  private static final String CHANGELOG =
      "# Changelog\n\n## 0.1.0 (unreleased)\n- Campaigns are scored.\n";
  private static final String ARCHIVE =
      "system-tests/src/test/resources/releases/0.1.0/database.sql";
  private static final String MIGRATIONS = "config-api/src/main/resources/db/migration/";
  private static final String MAVEN =
      """
      #!/usr/bin/env bash
      for module in config-api predict-job training-job; do
        mkdir -p "$module/target"
        sed -n 's/.*<version>//p' pom.xml >"$module/target/$module.jar"
        echo '{}' >"$module/target/$module.cdx.json"
      done
      """;

  @TempDir private Path directory;

  @BeforeEach
  void makeARepository() throws IOException {
    for (String script : List.of("release", "release-jars", "reproducible", "archive-release")) {
      String name = "scripts/%s.sh".formatted(script);
      write(name, Files.readString(RunningProcess.CHECKOUT.resolve(name)));
      executable(name);
    }
    write("bin/mvn", MAVEN);
    executable("bin/mvn");
    write(".gitignore", "target/\n");
    write("pom.xml", POM);
    write("config-api/pom.xml", MODULE);
    write("CHANGELOG.md", CHANGELOG);
    write(MIGRATIONS + "V9__runs.sql", "");
    write(MIGRATIONS + "V10__indexes.sql", "");
    write(ARCHIVE, "VALUES (9, 'V9__runs.sql'), (10, 'V10__indexes.sql')\n");
    for (String file :
        List.of("k8s/a", "docs/a", "docker/a", "docker-compose.yml", "config-api/Dockerfile")) {
      write(file, "image: propensity/jobs:0.1.0\n");
    }
    write("airflow/pyproject.toml", "version = \"0.1.0\"\n");
    git("init -q -b main && git add -A && git commit -qm 'Begin'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"release", "release-jars", "reproducible", "archive-release"})
  void sayWhatTheyTake(String script) {
    Ended help = run(script, "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("scripts/%s.sh".formatted(script)).doesNotContain("#");
    assertThat(run(script, "--colour", "--sound").exitCode()).isEqualTo(64);
  }

  @Test
  void aReleaseIsATagWithItsFilesAndTheBranchGoesOn() {
    Ended made = run("release", "0.1.0");

    assertThat(made.exitCode()).as(made.err()).isZero();
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    assertThat(git("show v0.1.0:pom.xml"))
        .contains("<version>0.1.0</version>", "Timestamp>%sT00:00:00Z<".formatted(today));
    assertThat(git("show v0.1.0:config-api/pom.xml")).contains("<version>0.1.0</version>");
    assertThat(git("show v0.1.0:CHANGELOG.md")).contains("## 0.1.0 (%s)\n- ".formatted(today));
    assertThat(text("pom.xml")).contains("<version>0.2.0-SNAPSHOT</version>");
    assertThat(text("CHANGELOG.md"))
        .contains("## 0.2.0 (unreleased)\n\n## 0.1.0 (%s)\n- ".formatted(today));
    assertThat(text("k8s/a") + text("docker-compose.yml") + text("airflow/pyproject.toml"))
        .contains("jobs:0.2.0", "version = \"0.2.0\"")
        .doesNotContain("0.1.0");
    assertThat(directory.resolve("target/release/0.1.0").toFile().list())
        .containsExactlyInAnyOrder(
            "config-api.jar",
            "config-api.cdx.json",
            "predict-job.jar",
            "predict-job.cdx.json",
            "training-job.jar",
            "training-job.cdx.json",
            "propensity-0.1.0.tar.gz",
            "SHA256SUMS");
    assertThat(text("target/release/0.1.0/config-api.jar")).startsWith("0.1.0<");
    assertThat(git("status --porcelain")).isEmpty();
    git("rev-parse HEAD && cd target/release/0.1.0 && sha256sum --strict -c SHA256SUMS");
    assertThat(made.out())
        .contains(
            "7 files", "signature  none: no key was named", "images     left out, and not among");
    assertThat(git("worktree list").lines()).hasSize(1);
  }

  @Test
  void aDryRunChangesNothing() {
    String before = git("log --oneline --all && git status --porcelain");

    Ended shown = run("release", "0.1.0", "--next", "1.0.0", "--dry-run");

    assertThat(shown.exitCode()).as(shown.err()).isZero();
    assertThat(shown.out())
        .contains("+  <version>0.1.0</version>", "+## 0.1.0 (", "The next version would be 1.0.0");
    assertThat(git("log --oneline --all && git status --porcelain")).isEqualTo(before);
    assertThat(directory.resolve("target/release/0.1.0")).doesNotExist();
  }

  @Test
  void aBuildThatFailsLeavesNeitherTagNorCommitNorFiles() {
    write("bin/mvn", "#!/bin/sh\necho 'does not compile' >&2\nexit 1\n");
    git("commit -qam 'Break the build'");
    String before = git("log --oneline --all && git tag");

    Ended failed = run("release", "0.1.0");

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.err()).contains("does not compile");
    assertThat(git("log --oneline --all && git tag")).isEqualTo(before);
    assertThat(directory.resolve("target/release/0.1.0")).doesNotExist();
  }

  @Test
  void imagesOfTheTagAreAmongTheSumsWhereThereIsAnEngine() {
    write(
        "scripts/images.sh",
        """
        #!/bin/sh
        [ "$1" = --save ] && mkdir -p "$2" || exit 64
        for name in jobs config-api; do grep -o '<version>0.1.0<' pom.xml >"$2/$name.tar"; done
        """);
    executable("scripts/images.sh");
    git("add -A && git commit -qm 'Have images'");

    Ended built = run("release", "0.1.0");

    assertThat(built.exitCode()).as(built.err()).isZero();
    assertThat(built.out())
        .contains("9 files", "images     image-jobs.tar and image-config-api.tar, among the sums");
    assertThat(text("target/release/0.1.0/image-jobs.tar")).isEqualTo("<version>0.1.0<\n");
    assertThat(text("target/release/0.1.0/SHA256SUMS"))
        .contains("  image-jobs.tar\n", "  image-config-api.tar\n", "  propensity-0.1.0.tar.gz\n");

    write("scripts/images.sh", "#!/bin/sh\nexit 69\n");
    write("system-tests/src/test/resources/releases/0.2.0/database.sql", text(ARCHIVE));
    write(
        "CHANGELOG.md",
        text("CHANGELOG.md").replace("released)\n\n## 0.1", "released)\n- X\n\n## 0.1"));
    git("add -A && git commit -qm 'Have no engine'");
    Ended without = run("release", "0.2.0");
    assertThat(without.exitCode()).as(without.err()).isZero();
    assertThat(without.out())
        .contains("images     left out, and not among the sums: scripts/images.sh found no engine");
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 64, which version",
    "0.3.0, 66, there is no system-tests/src/test/resources/releases/0.3.0: run scripts/archive",
    "0.1.0 --sign nobody, 66, GnuPG has no secret key 'nobody'",
    "0.1.0 --next 0.1.0, 64, is no version after 0.1.0"
  })
  void refuseWhatCannotBeReleased(String arguments, int code, String message) {
    Ended refused = run("release", arguments.split(" "));

    assertThat(refused.exitCode()).isEqualTo(code);
    assertThat(refused.err()).startsWith("release.sh: ").contains(message);
  }

  @Test
  void refuseACheckoutThatIsNotReady() {
    write("CHANGELOG.md", "# Changelog\n\n## 0.1.0 (unreleased)\n");
    assertThat(run("release", "0.1.0").err()).contains("changes that are not committed");
    git("commit -qam 'Say nothing'");
    assertThat(run("release", "0.1.0").err()).contains("of CHANGELOG.md says nothing");
    git("tag v0.1.0");
    Ended again = run("release", "0.1.0");
    assertThat(again.exitCode()).isEqualTo(65);
    assertThat(again.err()).contains("there is a tag v0.1.0 already");
  }

  @Test
  void refuseAnArchiveOfOlderCode() {
    write(MIGRATIONS + "V11__documents.sql", "");
    git("add -A && git commit -qm 'Keep documents'");

    Ended refused = run("release", "0.1.0");

    assertThat(refused.exitCode()).isEqualTo(65);
    assertThat(refused.err())
        .contains("releases/0.1.0 is of older code, without V11__documents.sql: remove it, run");
  }

  @Test
  void aReproducibleBuildIsToldFromOneThatIsNot() {
    Ended same = run("reproducible");

    assertThat(same.exitCode()).as(same.err()).isZero();
    assertThat(same.out().lines()).hasSize(6).allMatch(line -> line.startsWith("same    "));

    write("bin/mvn", MAVEN + "date >predict-job/target/predict-job.cdx.json\n");
    Ended other = run("reproducible", "HEAD");
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.out())
        .contains("differs predict-job.cdx.json\n", "JST", "same    ")
        .doesNotContain("differs predict-job.jar");
    assertThat(run("reproducible", "no-such").exitCode()).isEqualTo(66);
  }

  @Test
  void refuseAMavenThatMakesNoBills() {
    Map<String, String> offline = environment();
    offline.put("MAVEN_ARGS", "-q -o");

    Ended refused =
        RunningProcess.run(
            offline, List.of(directory.resolve("scripts/reproducible.sh").toString()));

    assertThat(refused.exitCode()).isEqualTo(64);
    assertThat(refused.err()).startsWith("MAVEN_ARGS has -o, with which Maven makes no bills");
    assertThat(refused.out()).isEmpty();
  }

  /** Each release in the changelog has left an archive for {@link UpgradeIT}. */
  @Test
  void eachReleaseHasAnArchive() throws IOException {
    String changelog = Files.readString(RunningProcess.CHECKOUT.resolve("CHANGELOG.md"));
    List<String> released =
        Pattern.compile("(?m)^## ([0-9.]+) \\([0-9-]+\\)$")
            .matcher(changelog)
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(ReleaseArchive.all().map(ReleaseArchive::toString).toList())
        .isNotEmpty()
        .containsAll(released);
  }

  private Ended run(String script, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of(directory.resolve("scripts/%s.sh".formatted(script)).toString()));
    command.addAll(Arrays.asList(arguments));
    return RunningProcess.run(environment(), command);
  }

  private String git(String arguments) {
    Ended ended =
        RunningProcess.run(
            environment(),
            List.of("bash", "-c", "cd '%s' && git %s".formatted(directory, arguments)));
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
    return ended.out();
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", directory.resolve("bin") + ":" + System.getenv("PATH"));
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GNUPGHOME", directory.resolve("target").toString());
    for (String who : List.of("AUTHOR", "COMMITTER")) {
      environment.put("GIT_%s_NAME".formatted(who), "Ana");
      environment.put("GIT_%s_EMAIL".formatted(who), "ana@example.org");
    }
    return environment;
  }

  private String text(String file) {
    try {
      return Files.readString(directory.resolve(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void write(String file, String text) {
    try {
      Path path = directory.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void executable(String file) {
    assertThat(directory.resolve(file).toFile().setExecutable(true)).isTrue();
  }
}
