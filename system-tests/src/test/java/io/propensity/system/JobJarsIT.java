package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shaded jars bring to a Spark that has its own of nearly everything. */
class JobJarsIT {

  private static final List<String> OURS =
      List.of(
          "io/propensity/",
          "ai/catboost/",
          "ru/yandex/catboost/",
          "picocli/",
          "org/jspecify/",
          "org/knowm/xchart/");

  @ParameterizedTest
  @ValueSource(strings = {"predict-job", "training-job"})
  void holdNoClassThatSparkHas(String module) throws IOException {
    try (ZipFile jar =
        new ZipFile(
            RunningProcess.CHECKOUT.resolve(module + "/target/" + module + ".jar").toFile())) {
      List<String> classes =
          jar.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class")).toList();
      assertThat(classes).hasSizeGreaterThan(100);
      assertThat(classes).allMatch(name -> OURS.stream().anyMatch(name::startsWith));
    }
  }
}
