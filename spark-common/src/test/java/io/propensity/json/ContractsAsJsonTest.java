package io.propensity.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.propensity.campaign.Campaign;
import io.propensity.model.CategoryText;
import io.propensity.model.Manifest;
import io.propensity.report.RunReport;
import io.propensity.run.ContractException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractsAsJsonTest {

  private static final ObjectMapper TREES = new ObjectMapper();

  @ParameterizedTest
  @CsvSource({
    "campaign, io.propensity.campaign.Campaign",
    "manifest, io.propensity.model.Manifest",
    "run-report, io.propensity.report.RunReport",
    "run-report-training, io.propensity.report.RunReport",
    "run-notice, io.propensity.report.RunNotice",
    "run-notice-training, io.propensity.report.RunNotice",
  })
  void readsAndWritesTheGoldenFile(String name, Class<?> type) throws IOException {
    byte[] golden = golden(name);
    Object value = Json.read(golden, type, name);
    assertThat(TREES.readTree(Json.write(value))).isEqualTo(TREES.readTree(golden));
  }

  @Test
  void theManifestSaysHowThisReleaseWritesCategories() throws IOException {
    Manifest manifest = Json.readVersioned(golden("manifest"), Manifest.class, "manifest");
    assertThat(manifest.categoryText()).isEqualTo(CategoryText.CURRENT);
  }

  @Test
  void readsAFieldThatALaterMinorAdds() throws IOException {
    String later =
        new String(golden("campaign"), StandardCharsets.UTF_8)
            .replaceFirst("\\{", "{\"budget\": 5,");
    assertThat(Json.read(later.getBytes(StandardCharsets.UTF_8), Campaign.class, "campaign"))
        .isEqualTo(Json.read(golden("campaign"), Campaign.class, "campaign"));
  }

  @Test
  void refusesAnotherMajor() throws IOException {
    String other =
        new String(golden("manifest"), StandardCharsets.UTF_8).replace("\"1.0\"", "\"2.0\"");
    assertThatThrownBy(
            () ->
                Json.readVersioned(
                    other.getBytes(StandardCharsets.UTF_8), Manifest.class, "Manifest m"))
        .isInstanceOf(ContractException.class)
        .hasMessageStartingWith("Manifest m has format_version 2.0; this release reads 1.x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | Manifest m is not JSON",
        "[] | Manifest m lacks an object",
        "{\"a\": 1, \"a\": 2} | Manifest m is not JSON: Duplicate field 'a'",
      })
  void refusesWhatIsNoDocument(String json, String message) {
    assertThatThrownBy(
            () -> Json.read(json.getBytes(StandardCharsets.UTF_8), Manifest.class, "Manifest m"))
        .isInstanceOf(ContractException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void namesEveryFieldThatIsMissing() throws IOException {
    JsonNode report = TREES.readTree(golden("run-report"));
    ((ObjectNode) report).remove("kind");
    ((ObjectNode) report.get("scores")).putNull("histogram");
    assertThatThrownBy(
            () -> Json.read(TREES.writeValueAsBytes(report), RunReport.class, "Run report r"))
        .hasMessage("Run report r lacks [kind, scores.histogram]");
  }

  @Test
  void namesTheFieldOfAWrongType() throws IOException {
    JsonNode report = TREES.readTree(golden("run-report"));
    ((ObjectNode) report).put("scored", "many");
    assertThatThrownBy(
            () -> Json.read(TREES.writeValueAsBytes(report), RunReport.class, "Run report r"))
        .hasMessageStartingWith("Run report r, field 'scored': ");
  }

  @Test
  void refusesAReportThatDoesNotAccountForItsAudience() throws IOException {
    JsonNode report = TREES.readTree(golden("run-report"));
    ((ObjectNode) report).put("scored", 3000);
    assertThatThrownBy(
            () -> Json.read(TREES.writeValueAsBytes(report), RunReport.class, "Run report r"))
        .hasMessage(
            "Run r-20261120-030000-000-0000ff accounts for 3001 of the 3214 rows of its audience");
  }

  @Test
  void aRunThatPublishedNoModelNamesNoVersion() throws IOException {
    ObjectNode report = (ObjectNode) TREES.readTree(golden("run-report-training"));
    report.remove("model_version");
    RunReport read = Json.read(TREES.writeValueAsBytes(report), RunReport.class, "Run report r");
    assertThat(read.modelVersion()).isNull();
    assertThat(TREES.readTree(Json.write(read))).isEqualTo(report);
  }

  @Test
  void refusesAVersionThatNoModelHas() throws IOException {
    ObjectNode report = (ObjectNode) TREES.readTree(golden("run-report-training"));
    report.put("model_version", 0);
    assertThatThrownBy(
            () -> Json.read(TREES.writeValueAsBytes(report), RunReport.class, "Run report r"))
        .isInstanceOf(ContractException.class)
        .hasMessage("Run r-20261120-010000-000-0000fe has model_version 0: versions count from 1");
  }

  private static byte[] golden(String name) throws IOException {
    try (var in = ContractsAsJsonTest.class.getResourceAsStream("/golden/" + name + ".json")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }
}
