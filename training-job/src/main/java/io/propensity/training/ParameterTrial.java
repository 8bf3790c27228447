package io.propensity.training;

import io.propensity.catboost.CatBoostException;
import io.propensity.catboost.CatBoostFit;
import io.propensity.catboost.CatBoostTrainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Tells wrong parameters from data that cannot be trained on, which CatBoost does not: it refuses
 * wrong parameters for made-up rows as well.
 */
final class ParameterTrial {

  private static final int ROWS = 200;
  private static final String TREES = "2";

  private ParameterTrial() {}

  /** Whether CatBoost refuses the fit's parameters for random rows of the same columns. */
  static boolean fails(CatBoostFit fit) {
    try {
      Path directory = Files.createDirectory(fit.workDirectory().resolve("trial"));
      Path rows = Files.writeString(directory.resolve("rows.tsv"), rows(fit.columnDescription()));
      Map<String, String> parameters = new LinkedHashMap<>(fit.parameters());
      parameters.put("iterations", TREES);
      Optional<Path> eval = fit.evalSet().map(set -> rows);
      CatBoostTrainer.train(
          new CatBoostFit(rows, eval, fit.columnDescription(), parameters, directory, false),
          line -> {},
          step -> {});
      return false;
    } catch (CatBoostException e) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the trial's files", e);
    }
  }

  private static String rows(Path description) throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < ROWS; row++) {
      text.append(
              Files.readAllLines(description).stream()
                  .map(column -> value(column, random))
                  .collect(Collectors.joining("\t")))
          .append('\n');
    }
    return text.toString();
  }

  private static String value(String column, Random random) {
    return switch (column.split("\t", -1)[1]) {
      case "Label" -> Integer.toString(random.nextInt(2));
      case "Num" -> Float.toString(random.nextFloat());
      default -> random.nextBoolean() ? "a" : "b";
    };
  }
}
