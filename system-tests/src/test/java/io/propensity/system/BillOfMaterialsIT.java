package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the build says that its jars are made of. */
class BillOfMaterialsIT {

  @ParameterizedTest
  @CsvSource({
    "config-api,   org.springframework/spring-webmvc",
    "config-api,   org.postgresql/postgresql",
    "training-job, ai.catboost/catboost-prediction",
    "predict-job,  ai.catboost/catboost-prediction"
  })
  void namesEachLibraryWithItsVersion(String module, String library) throws IOException {
    Path bill = RunningProcess.CHECKOUT.resolve("%1$s/target/%1$s.cdx.json".formatted(module));

    JsonNode told = new ObjectMapper().readTree(bill.toFile());

    assertThat(told.path("bomFormat").asText()).isEqualTo("CycloneDX");
    List<String> packages =
        StreamSupport.stream(told.path("components").spliterator(), false)
            .map(component -> component.path("purl").asText())
            .toList();
    assertThat(packages)
        .anyMatch(purl -> purl.matches("pkg:maven/" + library + "@[0-9].*"))
        .noneMatch(purl -> purl.contains("junit"));
  }
}
