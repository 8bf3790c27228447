package io.propensity.prediction.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.run.RunId;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionStoreTest {

  @TempDir private Path output;

  @Test
  void namesADirectoryAlikeInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      PredictionStore store = new PredictionStore(output.toString(), new Configuration());
      assertThat(store.directory(17, new RunId("r-one")))
          .hasToString("file:%s/campaign-17/r-one".formatted(output));
    } finally {
      Locale.setDefault(before);
    }
  }
}
