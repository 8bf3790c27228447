package io.propensity.catboost;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeTrainerTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64",
    "Linux, x86_64",
    "Mac OS X, aarch64",
    "Mac OS X, x86_64",
    "Windows 11, amd64"
  })
  void isThereForLinuxAndWindowsOnIntelAndForMacs(String os, String arch) {
    assertThatCode(() -> NativeTrainer.requireAvailable(os, arch, NativeTrainerTest::isResource))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"Linux, aarch64", "Windows 11, aarch64", "FreeBSD, amd64"})
  void saysWhereToTrainWhenItIsNotThere(String os, String arch) {
    assertThatThrownBy(
            () -> NativeTrainer.requireAvailable(os, arch, NativeTrainerTest::isResource))
        .isInstanceOf(CatBoostException.class)
        .hasMessage(
            "CatBoost's native trainer is not available for %s %s: train on Linux x86_64, macOS or Windows x86_64; scoring works here",
            os, arch);
  }

  @ParameterizedTest
  @CsvSource({"Linux, amd64"})
  void saysSoAlsoWhenItsLibraryWasLeftOut(String os, String arch) {
    assertThatThrownBy(() -> NativeTrainer.requireAvailable(os, arch, path -> false))
        .isInstanceOf(CatBoostException.class)
        .hasMessageContaining("is not available for Linux amd64");
  }

  private static boolean isResource(String path) {
    return NativeTrainer.class.getResource(path) != null;
  }
}
