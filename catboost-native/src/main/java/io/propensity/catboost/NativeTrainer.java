package io.propensity.catboost;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Where the trainer's native library lies for a platform; there is none for Linux on ARM. */
final class NativeTrainer {

  private static final String LIBRARY = "catboost4j-spark-impl";

  private NativeTrainer() {}

  /** Refuses the platform that this process runs on when the trainer was not built for it. */
  static void requireAvailable() {
    requireAvailable(
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        path -> NativeTrainer.class.getResource(path) != null);
  }

  static void requireAvailable(String os, String arch, Predicate<String> resources) {
    boolean available = resource(os, arch).filter(resources).isPresent();
    if (!available) {
      throw new TrainerUnavailableException(
          ("CatBoost's native trainer is not available for %s %s: train on Linux x86_64, macOS or"
                  + " Windows x86_64; scoring works here")
              .formatted(os, arch));
    }
  }

  private static Optional<String> resource(String os, String arch) {
    String system = os.toLowerCase(Locale.ROOT);
    boolean intel = arch.equals("amd64") || arch.equals("x86_64");
    if (system.contains("mac")) {
      return Optional.of("/darwin-universal2/lib/lib" + LIBRARY + ".dylib");
    }
    if (system.contains("win") && intel) {
      return Optional.of("/win32-x86_64/lib/" + LIBRARY + ".dll");
    }
    return system.contains("linux") && intel
        ? Optional.of("/linux-x86_64/lib/lib" + LIBRARY + ".so")
        : Optional.empty();
  }
}
