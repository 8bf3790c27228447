package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.system.RunningProcess.Ended;
import java.io.IOException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code scripts/images.sh} with engines that keep what they are asked. */
class ImagesScriptTest {

  private static final String ENGINE =
      """
      #!/usr/bin/env bash
      name=${0##*/}
      [[ " $ANSWERING " == *" $name "* ]] || exit 1
      echo "$name $*" >>"$ASKED"
      case $1 in
        images) echo 321MB ;;
        from) echo working-container ;;
        manifest)
          [[ $2 != rm || -z ${NO_LIST:-} ]] || exit 125
          [[ $2 != inspect ]] || printf '"architecture": "%s"\n' ${BUILT:-amd64 arm64}
          ;;
      esac
      """;

  @TempDir private Path checkout;

  @BeforeEach
  void build() throws IOException {
    put(
        "scripts/images.sh",
        Files.readString(RunningProcess.CHECKOUT.resolve("scripts/images.sh")));
    put("pom.xml", Files.readString(RunningProcess.CHECKOUT.resolve("pom.xml")));
    for (String built :
        List.of(
            "config-api/target/app/config-api.jar",
            "predict-job/target/predict-job.jar",
            "training-job/target/training-job.jar",
            "spark-home/target/spark/bin/spark-submit")) {
      put(built, "");
    }
    put("bin/docker", ENGINE);
    put("bin/buildah", ENGINE);
  }

  @Test
  void buildsBothByTheReleaseAndTellsTheirSizes() {
    Ended ended = run("docker buildah", Map.of());

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(asked())
        .filteredOn(line -> line.startsWith("docker build "))
        .satisfiesExactly(
            jobs ->
                assertThat(jobs)
                    .contains("--file docker/jobs/Dockerfile --tag propensity/jobs:0.1.0 ")
                    .contains("--build-arg GIT_COMMIT="),
            service ->
                assertThat(service)
                    .contains("--file config-api/Dockerfile --tag propensity/config-api:0.1.0 "));
    assertThat(ended.out())
        .contains("propensity/jobs:0.1.0: 321MB", "propensity/config-api:0.1.0: 321MB");
    assertThat(asked()).noneMatch(line -> line.startsWith("buildah"));
  }

  @Test
  void buildsWithBuildahWhereNoDaemonAnswers() {
    Ended ended = run("buildah", Map.of());

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(asked())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("--ignorefile config-api/Dockerfile.dockerignore")
                    .contains("--tag docker.io/propensity/config-api:0.1.0"));
  }

  @Test
  void handsOnBaseRegistryVersionAndPlatform() {
    Ended ended =
        run(
            "docker",
            Map.of(
                "JRE_IMAGE",
                "jre:17",
                "REGISTRY",
                "r.example/team",
                "VERSION",
                "7",
                "PLATFORM",
                "linux/arm64"));

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(asked())
        .filteredOn(line -> line.startsWith("docker build "))
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains("--tag r.example/team/propensity/", ":7 ")
                    .contains("--build-arg JRE_IMAGE=jre:17", "--platform linux/arm64"));
  }

  @Test
  void buildsSeveralPlatformsAsOneListAnewEachTime() {
    Path folder = checkout.resolve("saved");

    Ended ended =
        run(
            "docker buildah",
            Map.of("PLATFORM", "linux/amd64,linux/arm64", "NO_LIST", "yes"),
            "--save",
            folder.toString());

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    String image = "docker.io/propensity/config-api:0.1.0";
    assertThat(asked()).allMatch(line -> line.startsWith("buildah "));
    assertThat(asked())
        .containsSubsequence(
            "buildah manifest rm " + image,
            "buildah rmi --force " + image,
            "buildah build --quiet --ignorefile config-api/Dockerfile.dockerignore --file config-api/Dockerfile"
                + " --manifest %s --platform linux/amd64,linux/arm64 .".formatted(image),
            "buildah manifest inspect " + image,
            "buildah manifest push --quiet --all %s oci-archive:%s/config-api.tar:%1$s"
                .formatted(image, folder));
    assertThat(ended.out())
        .contains("docker.io/propensity/jobs:0.1.0: a list of linux/amd64,linux/arm64\n");
  }

  @Test
  void endsWith70WhereTheListLacksAPlatform() {
    Ended ended = run("buildah", Map.of("PLATFORM", "linux/amd64,linux/arm64", "BUILT", "arm64"));

    assertThat(ended.exitCode()).isEqualTo(70);
    assertThat(ended.err())
        .contains("holds 1 images, not one for each of linux/amd64,linux/arm64")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "linux/amd64,linux/arm64 | docker | 64 | docker keeps one platform under a tag",
        "linux/amd64,linux/arm64 | '' | 69 | there is no buildah",
        "linux/amd64, | '' | 64 | PLATFORM is 'linux/amd64,': write such as"
      })
  void refusesPlatformsThatItCannotBring(String platforms, String engine, int code, String said) {
    Ended ended = run("docker", Map.of("PLATFORM", platforms, "ENGINE", engine));

    assertThat(ended.exitCode()).isEqualTo(code);
    assertThat(ended.err()).contains(said).hasLineCount(1);
  }

  @Test
  void savesArchivesInTheFolderThatIsNamed() {
    Path folder = checkout.resolve("saved");

    Ended ended = run("docker", Map.of(), "--save", folder.toString());

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(folder).isDirectory();
    assertThat(asked())
        .contains("docker save --output " + folder + "/jobs.tar propensity/jobs:0.1.0");
  }

  @Test
  void takesABaseOfDebianThatWasMadeBefore() {
    Ended ended = run("docker", Map.of(), "--debian");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(asked())
        .filteredOn(line -> line.startsWith("docker build "))
        .hasSize(2)
        .allSatisfy(
            line -> assertThat(line).contains("--build-arg JRE_IMAGE=propensity/jre:17-bookworm"));
  }

  @Test
  void endsWith69WhereNoEngineAnswers() {
    Ended ended = run("", Map.of());

    assertThat(ended.exitCode()).isEqualTo(69);
    assertThat(ended.err())
        .isEqualTo(
            "images.sh: neither a docker daemon answers nor is there a buildah: install one of them\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "config-api/target/app/config-api.jar",
        "predict-job/target/predict-job.jar",
        "spark-home/target/spark/bin/spark-submit"
      })
  void endsWith66WhereSomethingIsNotBuilt(String built) throws IOException {
    Files.delete(checkout.resolve(built));

    Ended ended = run("docker", Map.of());

    assertThat(ended.exitCode()).isEqualTo(66);
    assertThat(ended.err()).contains(built, "mvn package -DskipTests");
  }

  @ParameterizedTest
  @CsvSource({
    "--fast, --fast is not an option",
    "--save, --save wants a folder",
    "--debian, give one of them"
  })
  void refusesWhatItDoesNotKnow(String argument, String said) {
    Ended ended = run("docker", Map.of("JRE_IMAGE", "jre:17"), argument);

    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err()).contains(said).hasLineCount(1);
  }

  @Test
  void refusesAnotherEngine() {
    Ended ended = run("docker", Map.of("ENGINE", "kaniko"));

    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err()).isEqualTo("images.sh: ENGINE is 'kaniko': write docker or buildah\n");
  }

  private void put(String name, String content) throws IOException {
    Path file = checkout.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Ended run(String answering, Map<String, String> variables, String... arguments) {
    Map<String, String> all = new HashMap<>(variables);
    all.put("PATH", checkout.resolve("bin") + ":/usr/bin:/bin");
    all.put("ANSWERING", answering);
    all.put("ASKED", checkout.resolve("asked").toString());
    List<String> command = new ArrayList<>(List.of(checkout.resolve("scripts/images.sh") + ""));
    command.addAll(Arrays.asList(arguments));
    return RunningProcess.run(all, command);
  }

  private List<String> asked() {
    try {
      return Files.readAllLines(checkout.resolve("asked"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
