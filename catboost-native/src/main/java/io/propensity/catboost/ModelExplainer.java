package io.propensity.catboost;

import ai.catboost.CatBoostError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import ru.yandex.catboost.spark.catboost4j_spark.core.src.native_impl.TFullModel;
import ru.yandex.catboost.spark.catboost4j_spark.core.src.native_impl.TVector_double;
import ru.yandex.catboost.spark.catboost4j_spark.core.src.native_impl.TVector_i32;
import ru.yandex.catboost.spark.catboost4j_spark.core.src.native_impl.native_impl;

/** Asks CatBoost's library what a model's features mean, within the process that trained it. */
final class ModelExplainer {

  private final Path directory;

  /** For the model that was trained in a directory, into which the files go. */
  ModelExplainer(Path directory) {
    this.directory = directory;
  }

  /** Writes PredictionValuesChange. */
  void writeImportances() throws Exception {
    TFullModel model = native_impl.ReadModel(directory.resolve(TrainerFiles.MODEL).toString());
    try {
      changes(model);
    } finally {
      model.delete();
    }
  }

  /**
   * Writes the interactions and, where the library has them, SHAP values.
   *
   * @param rows the file whose first rows get SHAP values
   * @param most so many rows
   */
  void explain(Path rows, Path columns, int most) throws Exception {
    Path file = directory.resolve(TrainerFiles.MODEL);
    TFullModel model = native_impl.ReadModel(file.toString());
    try {
      interactions(model);
      shap(model, file, rows, columns, most);
    } finally {
      model.delete();
    }
  }

  private void changes(TFullModel model) throws Exception {
    TVector_double changes =
        native_impl.CalcFeatureEffectAverageChangeWrapper(model, new double[0]);
    StringJoiner lines = new StringJoiner("\n");
    for (double change : changes.toPrimitiveArray()) {
      lines.add(Double.toString(change));
    }
    Files.writeString(directory.resolve(TrainerFiles.VALUES_CHANGE), lines.toString());
  }

  private void interactions(TFullModel model) throws Exception {
    TVector_i32 first = new TVector_i32();
    TVector_i32 second = new TVector_i32();
    TVector_double scores = new TVector_double();
    native_impl.CalcInteraction(model, first, second, scores);
    StringJoiner lines = new StringJoiner("\n");
    for (int i = 0; i < scores.size(); i++) {
      lines.add(first.getImpl(i) + "\t" + second.getImpl(i) + "\t" + scores.getImpl(i));
    }
    Files.writeString(directory.resolve(TrainerFiles.INTERACTIONS), lines.toString());
  }

  private void shap(TFullModel model, Path file, Path rows, Path columns, int most)
      throws Exception {
    if (!LeafShap.fits(model)) {
      System.out.println("The model has too many leaves for SHAP values");
      return;
    }
    LeafShap leaves = LeafShap.of(model);
    if (leaves.isEmpty()) {
      System.out.println("CatBoost's library has SHAP values for symmetric trees alone");
      return;
    }
    write(leaves, file, SampleRows.read(rows, columns, most));
  }

  private void write(LeafShap leaves, Path file, SampleRows rows)
      throws IOException, CatBoostError {
    ShapValues.of(file, leaves, rows, directory.resolve("shap.cbm"))
        .write(directory.resolve(TrainerFiles.SHAP));
  }

  /** Reads what was written. */
  static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream().filter(line -> !line.isEmpty()).toList();
  }
}
