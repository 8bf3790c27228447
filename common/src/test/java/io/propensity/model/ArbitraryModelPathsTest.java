package io.propensity.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.run.ContractException;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ArbitraryModelPathsTest {

  private static final String ROOT = "/srv/models";

  @Property(tries = 5_000, seed = "2026")
  void whatIsReadLiesDirectlyUnderTheRootAndIsReadAlikeAgain(@ForAll("paths") String path) {
    ModelVersion version;
    try {
      version = ModelPath.parse(path, ROOT);
    } catch (ContractException refused) {
      assertThat(refused).hasMessageStartingWith("model_path '" + path + "' ");
      return;
    }
    Path directory = Path.of(ROOT, version.path());
    assertThat(directory).isEqualTo(directory.normalize()).startsWithRaw(Path.of(ROOT));
    assertThat(directory.getNameCount()).isEqualTo(Path.of(ROOT).getNameCount() + 2);
    assertThat(ModelPath.parse("models/" + version.path(), ROOT)).isEqualTo(version);
    assertThat(ModelPath.parse("models:/" + version.path(), ROOT)).isEqualTo(version);
    assertThat(ModelPath.parse(directory.toString(), ROOT)).isEqualTo(version);
  }

  @Property(tries = 5_000, seed = "2026")
  void aReferenceIsReadAlikeAgain(@ForAll("paths") String path) {
    ModelReference reference;
    try {
      reference = ModelPath.reference(path, ROOT);
    } catch (ContractException refused) {
      assertThat(refused).hasMessageStartingWith("model_path '" + path + "'");
      return;
    }
    assertThat(ModelPath.reference("models:/" + reference, ROOT)).isEqualTo(reference);
  }

  @Property(tries = 500, seed = "2026")
  void everyVersionIsReadInEveryForm(@ForAll("versions") ModelVersion version) {
    for (String form : new String[] {"models/", "models:/", ROOT + "/"}) {
      assertThat(ModelPath.parse(form + version.path(), ROOT)).isEqualTo(version);
    }
  }

  @Provide
  Arbitrary<ModelVersion> versions() {
    Arbitrary<String> tails = Arbitraries.strings().withChars("abz09-").ofMaxLength(62);
    return Arbitraries.integers()
        .between(1, 999_999_999)
        .flatMap(number -> tails.map(tail -> new ModelVersion("m" + tail, number)));
  }

  @Provide
  Arbitrary<String> paths() {
    Arbitrary<String> scraps =
        Arbitraries.of(
            "models",
            "models:",
            ROOT,
            "/",
            "//",
            "..",
            ".",
            "a",
            "campaign-response",
            "1",
            "03",
            "999999999",
            "9999999999",
            "@",
            "champion",
            "latest",
            "@champion",
            "m.pkl",
            "gs://",
            "%2e%2e",
            "\\",
            " ",
            "\n",
            "\0");
    return Arbitraries.oneOf(
        scraps.list().ofMaxSize(8).map(parts -> String.join("", parts)),
        scraps.list().ofMaxSize(6).map(parts -> "models/" + String.join("/", parts)),
        Arbitraries.strings().ofMaxLength(40));
  }
}
