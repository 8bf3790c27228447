package io.propensity.model;

import io.propensity.run.ContractException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The forms in which a campaign names its model. {@code models/NAME/VERSION} and {@code
 * models:/NAME/VERSION} mean the models root of whatever environment the job runs in; a full path
 * or URI is taken only when it lies directly under the models root. Nothing else can be named, so
 * nothing outside the root can be opened.
 */
public final class ModelPath {

  private static final Pattern REFERENCE =
      Pattern.compile("models:?/([a-z][a-z0-9-]{0,62})/([1-9][0-9]{0,8})/?");
  private static final Pattern ALIAS = Pattern.compile("models:/[^/@]+@.*");
  private static final String FORMS =
      "write models/NAME/VERSION or models:/NAME/VERSION, e.g. models/campaign-response/3";

  private ModelPath() {}

  /**
   * Reads a {@code model_path}.
   *
   * @param modelsRoot the configured root, a local path or a URI
   * @throws ContractException when the path has another form or lies outside the root
   */
  public static ModelVersion parse(String modelPath, String modelsRoot) {
    String path = underRoot(modelPath, modelsRoot);
    Matcher matcher = REFERENCE.matcher(path);
    if (matcher.matches()) {
      return new ModelVersion(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }
    throw new ContractException(refusal(modelPath));
  }

  private static String underRoot(String path, String root) {
    String prefix = root.endsWith("/") ? root : root + "/";
    return path.startsWith(prefix) ? "models/" + path.substring(prefix.length()) : path;
  }

  private static String refusal(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".pkl") || lower.endsWith(".pickle") || lower.endsWith(".joblib")) {
      return ("model_path '%s' is a pickle, and opening one runs whatever code it holds: train the model"
              + " with a pipeline, or save it as CatBoost's .cbm, and name the version it is published"
              + " as (models/NAME/VERSION)")
          .formatted(path);
    }
    if (ALIAS.matcher(path).matches()) {
      return "model_path '%s' names an alias, and aliases need the model registry: name a version, e.g. models:/campaign-response/3"
          .formatted(path);
    }
    if (path.startsWith("/") || path.contains("..") || path.contains("://")) {
      return "model_path '%s' lies outside the models root: %s".formatted(path, FORMS);
    }
    return "model_path '%s' is not a model version: %s".formatted(path, FORMS);
  }
}
