package io.propensity.training.mlflow;

import io.propensity.expression.ColumnType;
import io.propensity.json.Json;
import io.propensity.model.Flavor;
import io.propensity.model.InputColumn;
import io.propensity.model.Task;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What MLflow loads an artifact by: {@code MLmodel} with the library's own flavor and {@code
 * python_function}, whose code is the same for all models of a release, and the environments.
 */
public final class MlflowFiles {

  /** A module that later releases change gets another number: Python loads a name only once. */
  private static final String MODULE = "propensity_scoring_1";

  private static final String CONTRACT = "python_function.json";
  private static final String EXAMPLE = "input_example.json";
  private static final String PYTHON = "3.11";

  private final PythonModel model;
  private final Map<String, String> libraries;

  /**
   * The files of one model.
   *
   * @param libraries versions by name: {@code catboost}, {@code spark}
   */
  public MlflowFiles(PythonModel model, Map<String, String> libraries) {
    this.model = model;
    this.libraries = Map.copyOf(libraries);
  }

  /**
   * Writes them beside the model's own.
   *
   * @param example rows of the inputs, in their order
   */
  public void write(Path directory, List<Row> example, Instant created) throws IOException {
    // JSON is YAML, and quotes whatever needs it.
    Files.write(directory.resolve("MLmodel"), Json.write(mlModel(created)));
    Files.write(directory.resolve(CONTRACT), Json.write(model.contract()));
    Files.write(directory.resolve(EXAMPLE), Json.write(example(example)));
    Files.writeString(
        directory.resolve("requirements.txt"), String.join("\n", requirements()) + "\n");
    Files.write(directory.resolve("conda.yaml"), Json.write(conda()));
    Files.write(directory.resolve("python_env.yaml"), Json.write(pythonEnvironment()));
    Path code = Files.createDirectories(directory.resolve("code"));
    try (InputStream in = MlflowFiles.class.getResourceAsStream(MODULE + ".py")) {
      Files.write(code.resolve(MODULE + ".py"), Objects.requireNonNull(in, MODULE).readAllBytes());
    }
  }

  private Map<String, Object> mlModel(Instant created) {
    Map<String, Object> flavors = new LinkedHashMap<>();
    if (model.flavor() == Flavor.CATBOOST) {
      flavors.put("catboost", catBoost());
    } else {
      flavors.put("spark", spark());
    }
    flavors.put("python_function", pythonFunction());
    Map<String, Object> example =
        Map.of("artifact_path", EXAMPLE, "type", "dataframe", "pandas_orient", "split");
    String time = created.truncatedTo(ChronoUnit.MICROS).toString();
    Map<String, Object> mlModel = new LinkedHashMap<>();
    mlModel.put("flavors", flavors);
    mlModel.put("metadata", Map.of("input_types", types()));
    mlModel.put("saved_input_example_info", example);
    mlModel.put("signature", signature());
    mlModel.put("utc_time_created", time.replace('T', ' ').replace("Z", ""));
    return mlModel;
  }

  private Map<String, Object> catBoost() {
    Map<String, Object> flavor = new LinkedHashMap<>();
    flavor.put("catboost_version", version("catboost"));
    flavor.put("code", "code");
    flavor.put("data", "model.cbm");
    boolean regression = model.output().task() == Task.REGRESSION;
    flavor.put("model_type", regression ? "CatBoostRegressor" : "CatBoostClassifier");
    flavor.put("save_format", "cbm");
    return flavor;
  }

  private Map<String, Object> spark() {
    Map<String, Object> flavor = new LinkedHashMap<>();
    flavor.put("code", "code");
    flavor.put("model_class", "pyspark.ml.pipeline.PipelineModel");
    flavor.put("model_data", "spark-model");
    flavor.put("pyspark_version", version("spark"));
    return flavor;
  }

  private static Map<String, Object> pythonFunction() {
    Map<String, Object> flavor = new LinkedHashMap<>();
    flavor.put("code", "code");
    flavor.put("data", CONTRACT);
    flavor.put("env", Map.of("conda", "conda.yaml", "virtualenv", "python_env.yaml"));
    flavor.put("loader_module", MODULE);
    flavor.put("python_version", PYTHON);
    return flavor;
  }

  private Map<String, String> types() {
    Map<String, String> types = new LinkedHashMap<>();
    model.columns().inputs().forEach(input -> types.put(input.name(), input.type().label()));
    return types;
  }

  private Map<String, Object> signature() {
    List<Map<String, Object>> inputs =
        model.columns().inputs().stream().map(MlflowFiles::column).toList();
    List<Map<String, Object>> outputs = new ArrayList<>();
    if (model.output().task() == Task.MULTICLASS) {
      model
          .output()
          .classes()
          .forEach(name -> outputs.add(Map.of("name", name, "required", true, "type", "double")));
    } else {
      outputs.add(Map.of("required", true, "type", "double"));
    }
    Map<String, Object> signature = new LinkedHashMap<>();
    signature.put("inputs", oneLine(inputs));
    signature.put("outputs", oneLine(outputs));
    signature.put("params", null);
    return signature;
  }

  /**
   * MLflow refuses whole numbers for a double and a column with gaps for a long: any number goes.
   */
  private static Map<String, Object> column(InputColumn input) {
    return Map.of(
        "name",
        input.name(),
        "required",
        false,
        "type",
        input.type() == ColumnType.STRING ? "string" : "any");
  }

  private Map<String, Object> example(List<Row> rows) {
    List<List<Object>> data = new ArrayList<>();
    for (Row row : rows) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < row.length(); i++) {
        values.add(cell(row.get(i)));
      }
      data.add(values);
    }
    List<String> names = model.columns().inputs().stream().map(InputColumn::name).toList();
    return Map.of("columns", names, "data", data);
  }

  /** NULL, and what JSON does not carry, as null; moments as texts. */
  private static @Nullable Object cell(@Nullable Object value) {
    if (value instanceof Double number && !Double.isFinite(number)) {
      return null;
    }
    return value instanceof Number || value instanceof Boolean || value == null
        ? value
        : value instanceof java.sql.Timestamp instant
            ? instant.toInstant().toString()
            : value.toString();
  }

  private List<String> requirements() {
    List<String> requirements = new ArrayList<>(List.of("mlflow>=2.19", "numpy", "pandas"));
    requirements.add(
        model.flavor() == Flavor.CATBOOST
            ? "catboost>=" + version("catboost")
            : "pyspark==" + version("spark"));
    return requirements;
  }

  private Map<String, Object> conda() {
    return Map.of(
        "name",
        "mlflow-env",
        "channels",
        List.of("conda-forge"),
        "dependencies",
        List.of("python=" + PYTHON, "pip", Map.of("pip", requirements())));
  }

  private static Map<String, Object> pythonEnvironment() {
    return Map.of(
        "python",
        PYTHON,
        "build_dependencies",
        List.of("pip", "setuptools", "wheel"),
        "dependencies",
        List.of("-r requirements.txt"));
  }

  private String version(String library) {
    return libraries.getOrDefault(library, "unknown");
  }

  private static String oneLine(Object value) {
    return new String(Json.write(value), StandardCharsets.UTF_8).replaceAll("\\s*\n\\s*", "");
  }
}
