package io.propensity.catboost;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import ru.yandex.catboost.spark.catboost4j_spark.core.src.native_impl.TVector_TString;
import ru.yandex.catboost.spark.catboost4j_spark.core.src.native_impl.native_impl;

/**
 * The process that trains: CatBoost's command line, with the native library as its engine. Its own
 * arguments come first: how many rows to explain, their file, its column description, the
 * directory.
 */
final class TrainerProcess {

  /** Begins the line that carries CatBoost's exception, in which {@link #BREAK} breaks lines. */
  static final String FAILURE = "CATBOOST FAILED: ";

  /** Is printed once the model and its importances are written. */
  static final String TRAINED = "CATBOOST TRAINED";

  static final String BREAK = "\u0001";

  static final int OWN_ARGUMENTS = 4;

  private TrainerProcess() {}

  public static void main(String[] arguments) {
    Thread watch = new Thread(TrainerProcess::endWithParent, "parent-watch");
    watch.setDaemon(true);
    watch.start();
    System.exit(run(arguments));
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

  private static int run(String[] arguments) {
    int rows = Integer.parseInt(arguments[0]);
    try {
      int code = train(Arrays.copyOfRange(arguments, OWN_ARGUMENTS, arguments.length));
      if (code == 0) {
        ModelExplainer explainer = new ModelExplainer(Path.of(arguments[3]));
        explainer.writeImportances();
        say(TRAINED);
        if (rows > 0) {
          explainer.explain(Path.of(arguments[1]), Path.of(arguments[2]), rows);
        }
      }
      return code;
    } catch (Exception e) { // The library's wrapper throws whatever it is told to.
      say(FAILURE + String.valueOf(e.getMessage()).replace("\n", BREAK));
      return 1;
    }
  }

  /** On a line of its own, which the library's own output cannot be relied on to end. */
  private static void say(String line) {
    PrintStream error =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    error.print("\n" + line + "\n");
  }

  private static int train(String[] arguments) {
    TVector_TString vector = new TVector_TString();
    try {
      for (String argument : arguments) {
        vector.add(argument);
      }
      return native_impl.ModeFitImpl(vector);
    } finally {
      vector.delete();
    }
  }
}
