package io.propensity.api.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.model.ModelVersion;
import io.propensity.run.ContractException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsRootTest {

  private static final ModelVersion VERSION = new ModelVersion("a", 1);

  @TempDir private Path directory;

  @Test
  void isAPathOrAFileUri() {
    for (String root :
        new String[] {
          directory.toString(), "file:" + directory, "file://" + directory, directory + "/"
        }) {
      assertThat(ArtifactConfiguration.under(root).location(VERSION))
          .isEqualTo(directory.resolve("a/1").toString());
    }
  }

  @Test
  void isTakenFromTheWorkingDirectoryWhereItIsRelative() {
    assertThat(ArtifactConfiguration.under("models").location(VERSION))
        .isEqualTo(Path.of("models/a/1").toAbsolutePath().toString());
  }

  @Test
  void holdsNoModelsWhereThereIsNone() {
    ArtifactFiles files = ArtifactConfiguration.under(directory.resolve("none").toString());

    assertThat(files.mayHoldModels()).isFalse();
    assertThat(files.versions("a")).isEmpty();
    assertThat(files.manifest(VERSION)).isEmpty();
    assertThatThrownBy(files::published)
        .hasMessageContaining("There is no models root at " + directory.resolve("none"));
  }

  @Test
  void listsWhatHasAManifestInOrder() throws IOException {
    for (String version : new String[] {"b/10", "b/9", "a/1", "a/copy", "a/2/deep"}) {
      Files.createDirectories(directory.resolve(version));
      Files.writeString(directory.resolve(version).resolve("manifest.json"), "{}");
    }
    Files.writeString(directory.resolve("README"), "");
    ArtifactFiles files = ArtifactConfiguration.under(directory.toString());

    assertThat(files.published()).containsExactly("a/1", "a/copy", "b/10", "b/9");
    assertThat(files.versions("b")).containsExactly(9, 10);
    assertThat(files.versions("a")).containsExactly(1);
    assertThat(files.mayHoldModels()).isTrue();
  }

  @Test
  void followsLinksWithinItAndNoneThatLeadOut(@TempDir Path elsewhere) throws IOException {
    Path version = Files.createDirectories(directory.resolve("a/1"));
    Path shared = Files.writeString(directory.resolve("shared.json"), "{}");
    Path secret = Files.writeString(elsewhere.resolve("secret.json"), "{}");
    Files.createSymbolicLink(version.resolve("within.json"), shared);
    Files.createSymbolicLink(version.resolve("without.json"), secret);
    ArtifactFiles files = ArtifactConfiguration.under(directory.toString());

    assertThat(files.file(VERSION, "within.json")).isPresent();
    assertThat(files.file(VERSION, "none.json")).isEmpty();
    assertThatThrownBy(() -> files.file(VERSION, "without.json"))
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "a/1/without.json is a link that leads out of the models root: put the file itself there");
    assertThatThrownBy(
            () -> files.file(VERSION, directory.resolve("a/1").relativize(secret).toString()))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("leads out of the models root");
  }

  @Test
  void isForTheJobsAloneWhereItIsABucket() {
    ArtifactFiles files = ArtifactConfiguration.under("gs://bucket/models");

    assertThat(files.isReadable()).isFalse();
    assertThat(files.mayHoldModels()).isTrue();
    assertThat(files.location(VERSION)).isEqualTo("gs://bucket/models/a/1");
    assertThatThrownBy(files::published)
        .hasMessageContaining(
            "This needs the files of models, which the service reads of local models roots alone, and propensity.models-root is gs://bucket/models");
  }
}
