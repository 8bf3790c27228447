package io.propensity.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.propensity.json.Json;
import io.propensity.report.RunKind;
import io.propensity.report.RunNotice;
import io.propensity.report.RunReport;
import io.propensity.report.RunState;
import io.propensity.test.FakeService;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a training run tells the service, where it is asked to. */
class RegisteredTrainingTest {

  private static final String VERSIONS = "POST /models/campaign-response/versions";

  @TempDir private Path root;
  private final FakeService service = new FakeService();

  @BeforeEach
  void writeAnEnvironment() throws IOException {
    Environments.writeWithoutFigures(root);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void registersItsRunAndTheVersionThatItPublishes() throws IOException {
    assertThat(run("--run-id=r-told", "--config-api-url=" + service.url())).isEqualTo("0: ");

    assertThat(service.bodies(VERSIONS))
        .singleElement()
        .satisfies(
            body -> {
              JsonNode told = new ObjectMapper().readTree(body);
              assertThat(told.path("version").intValue()).isEqualTo(1);
              assertThat(told.path("manifest"))
                  .isEqualTo(new ObjectMapper().readTree(manifest().toFile()));
            });
    List<RunNotice> told = told("r-told");
    assertThat(told.get(0).kind()).isEqualTo(RunKind.TRAINING);
    assertThat(told.get(0).pipeline()).isEqualTo("campaign-response");
    assertThat(told.get(0).state()).isNull();
    RunNotice last = told.get(told.size() - 1);
    assertThat(last.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(last.report()).isEqualTo(report("r-told"));
    assertThat(last.reportLocation()).isEqualTo(page("r-told").toString());
    assertThat(report("r-told").warnings()).isNull();
  }

  @Test
  void tellsWhatItFoundOfRowsAndModel() throws IOException {
    assertThat(run("--run-id=r-found", "--config-api-url=" + service.url())).isEqualTo("0: ");

    Path report = page("r-found").resolveSibling("quality.json");
    assertThat(service.bodies("PUT /runs/r-found/documents/quality"))
        .containsExactly(Files.readString(report));
    assertThat(service.bodies("PUT /runs/r-found/documents/metrics"))
        .containsExactly(Files.readString(report.resolveSibling("metrics.json")));
    assertThat(service.bodies("PUT /runs/r-found/documents/trials")).isEmpty();
  }

  @Test
  void publishesWhereTheServiceDoesNotTakeTheVersion() throws IOException {
    service.answer(VERSIONS, 404, "{\"detail\": \"There is no models/campaign-response/1\"}");

    assertThat(run("--run-id=r-lost", "--config-api-url=" + service.url())).isEqualTo("0: ");

    String why =
        "Model campaign-response/1 is published, and not registered at %s: There is no models/campaign-response/1. POST /models/scan there finds it"
            .formatted(service.url());
    assertThat(report("r-lost").warnings()).containsExactly(why);
    assertThat(report("r-lost").modelVersion()).isEqualTo(1);
    assertThat(page("r-lost")).content().contains("POST /models/scan there finds it");
    assertThat(manifest()).exists();
  }

  @Test
  void doesWithoutTheManifestWhereItIsTooLargeForARequest() throws IOException {
    service.answer(VERSIONS, 413, "{\"detail\": \"A body may have 1 MiB at most\"}");

    assertThat(run("--run-id=r-large", "--config-api-url=" + service.url())).isEqualTo("0: ");

    assertThat(service.bodies(VERSIONS)).hasSize(2).last().asString().doesNotContain("manifest");
    assertThat(report("r-large").warnings()).isNull();
  }

  @Test
  void tellsNobodyUnlessItIsAskedTo() throws IOException {
    useTheServiceOfTheEnvironment();

    assertThat(run("--run-id=r-quiet", "--steps=ingest")).isEqualTo("0: ");
    assertThat(service.requests()).isEmpty();

    assertThat(run("--run-id=r-asked", "--steps=ingest", "--register")).isEqualTo("0: ");
    assertThat(told("r-asked")).last().extracting(RunNotice::exitCode).isEqualTo(0);
  }

  @Test
  void tellsWhyItFailedAndGoesOnWhereNobodyListens() throws IOException {
    String failed = run("--run-id=r-failed", "--steps=train", "--config-api-url=" + service.url());

    assertThat(failed).startsWith("66: There is no features table");
    assertThat(told("r-failed"))
        .last()
        .satisfies(
            notice -> {
              assertThat(notice.exitCode()).isEqualTo(66);
              assertThat(notice.message()).startsWith("There is no features table");
            });

    service.close();
    assertThat(run("--run-id=r-alone", "--steps=ingest", "--config-api-url=" + service.url()))
        .isEqualTo("0: ");
  }

  private void useTheServiceOfTheEnvironment() throws IOException {
    Path file = root.resolve("env.yaml");
    Files.writeString(file, Files.readString(file).replace("http://localhost:1", service.url()));
  }

  private String run(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--pipeline=../pipelines/campaign-response",
                "--env=" + root.resolve("env.yaml"),
                "--set=sources.raw.options.rows=1500",
                "--set=algorithm.params.iterations=10"));
    arguments.addAll(List.of(more));
    StringWriter err = new StringWriter();
    int code =
        TrainingJob.run(
            Map.of(),
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(err),
            arguments.toArray(String[]::new));
    return code + ": " + err;
  }

  private List<RunNotice> told(String run) {
    return service.bodies("PUT /runs/" + run).stream()
        .map(body -> Json.read(body.getBytes(StandardCharsets.UTF_8), RunNotice.class, "notice"))
        .toList();
  }

  private Path page(String run) {
    return file(run, "index.html");
  }

  private Path manifest() {
    return root.resolve("models/campaign-response/1/manifest.json");
  }

  private RunReport report(String run) throws IOException {
    return Json.readVersioned(
        Files.readAllBytes(file(run, "_run.json")), RunReport.class, "report");
  }

  private Path file(String run, String name) {
    return root.resolve("r/campaign-response").resolve(run).resolve(name);
  }
}
