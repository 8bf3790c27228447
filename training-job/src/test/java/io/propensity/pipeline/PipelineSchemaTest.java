package io.propensity.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PipelineSchemaTest {

  private static final Path PUBLISHED = Path.of("../docs/pipeline.schema.json");

  @Test
  void thePublishedSchemaIsThatOfTheCode() throws IOException {
    Path made = Files.writeString(Path.of("target/pipeline.schema.json"), PipelineSchema.text());

    assertThat(Files.readString(PUBLISHED))
        .as("docs/pipeline.schema.json; what the code says lies in training-job/%s", made)
        .isEqualTo(PipelineSchema.text());
  }

  @Test
  void everyKeyThatCanBeWrittenIsInIt() {
    assertThat(PipelineSchema.text())
        .contains("\"max_malformed\"", "\"cross_validation\"", "\"best_f1\"", "\"stratify\"")
        .contains("\"additionalProperties\" : false");
  }
}
