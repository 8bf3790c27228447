package io.propensity.catboost;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import ru.yandex.catboost.spark.catboost4j_spark.core.src.native_impl.TVector_TString;
import ru.yandex.catboost.spark.catboost4j_spark.core.src.native_impl.native_impl;

/** The process that trains: CatBoost's command line, with the native library as its engine. */
final class TrainerProcess {

  /** Begins the line that carries CatBoost's exception. */
  static final String FAILURE = "CATBOOST FAILED: ";

  private TrainerProcess() {}

  public static void main(String[] arguments) {
    Thread watch = new Thread(TrainerProcess::endWithParent, "parent-watch");
    watch.setDaemon(true);
    watch.start();
    System.exit(train(arguments));
  }

  /** The parent never writes: its pipe ends when it closes it or dies, however it dies. */
  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      // The pipe broke, which says the same.
    }
    Runtime.getRuntime().halt(1);
  }

  private static int train(String[] arguments) {
    TVector_TString vector = new TVector_TString();
    try {
      for (String argument : arguments) {
        vector.add(argument);
      }
      return native_impl.ModeFitImpl(vector);
    } catch (RuntimeException e) {
      PrintStream error =
          new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
      error.println(FAILURE + e.getMessage());
      return 1;
    } finally {
      vector.delete();
    }
  }
}
