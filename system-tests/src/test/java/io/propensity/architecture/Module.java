package io.propensity.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The modules and the arrows between them: what each may know of the others. */
enum Module {
  COMMON("common"),
  CATBOOST_NATIVE("catboost-native"),
  SPARK_COMMON("spark-common"),
  CONFIG_API("config-api"),
  TRAINING_JOB("training-job"),
  PREDICT_JOB("predict-job");

  private final String folder;

  Module(String folder) {
    this.folder = folder;
  }

  /** The module's own classes, without tests and without what is unpacked into it. */
  JavaClasses classes() {
    return Objects.requireNonNull(Imported.BY_MODULE.get(this));
  }

  /** Read once: it is the reading that takes the time. */
  private static final class Imported {

    private static final Map<Module, JavaClasses> BY_MODULE =
        Arrays.stream(values()).collect(Collectors.toMap(module -> module, Module::read));

    private Imported() {}
  }

  private JavaClasses read() {
    Path classes = Path.of("..", folder, "target", "classes", "io");
    if (!Files.isDirectory(classes)) {
      throw new IllegalStateException(classes + " is not built");
    }
    return new ClassFileImporter().importPaths(classes);
  }

  boolean mayKnow(Module other) {
    if (other == this) {
      return true;
    }
    return switch (this) {
      case COMMON -> false;
      case CATBOOST_NATIVE, SPARK_COMMON, CONFIG_API -> other == COMMON;
      case TRAINING_JOB, PREDICT_JOB ->
          other == COMMON || other == SPARK_COMMON || other == CATBOOST_NATIVE;
    };
  }

  static JavaClasses allClasses() {
    return new ClassFileImporter()
        .importPaths(
            Arrays.stream(values())
                .map(module -> Path.of("..", module.folder, "target", "classes", "io"))
                .toList());
  }

  Set<String> names() {
    return classes().stream().map(JavaClass::getName).collect(Collectors.toSet());
  }
}
