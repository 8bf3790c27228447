package io.propensity.model;

import io.propensity.run.ContractException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The forms in which a campaign names its model. {@code models/NAME/VERSION} and {@code
 * models:/NAME/VERSION} mean the models root of whatever environment the job runs in; a full path
 * or URI is taken only when it lies directly under the models root. {@code models:/NAME@ALIAS} and
 * {@code models:/NAME/latest} are for the registry to resolve. Nothing else can be named, so
 * nothing outside the root can be opened.
 */
public final class ModelPath {

  private static final Pattern REFERENCE =
      Pattern.compile("models:?/([a-z][a-z0-9-]{0,62})/([1-9][0-9]{0,8})/?");
  private static final Pattern LATEST = Pattern.compile("models:/([a-z][a-z0-9-]{0,62})/latest/?");
  private static final Pattern ALIAS = Pattern.compile("models:/([^/@]+)@(.*)");
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

  /**
   * Reads a {@code model_path} where there is a registry to ask for the version it means.
   *
   * @param modelsRoot the configured root, a local path or a URI
   * @throws ContractException when the path has another form or lies outside the root
   */
  public static ModelReference reference(String modelPath, String modelsRoot) {
    Matcher latest = LATEST.matcher(modelPath);
    if (latest.matches()) {
      return new ModelReference.Latest(latest.group(1));
    }
    Matcher alias = ALIAS.matcher(modelPath);
    return alias.matches()
        ? alias(modelPath, alias.group(1), alias.group(2))
        : new ModelReference.Version(parse(modelPath, modelsRoot));
  }

  /** Whether which version is meant is for the registry to say. */
  public static boolean isForRegistry(String modelPath) {
    return LATEST.matcher(modelPath).matches() || ALIAS.matcher(modelPath).matches();
  }

  private static ModelReference alias(String modelPath, String name, String alias) {
    try {
      return new ModelReference.Alias(Names.require("Model", name), AliasName.require(alias));
    } catch (ContractException refused) {
      throw new ContractException(
          "model_path '%s': %s".formatted(modelPath, refused.getMessage()), refused);
    }
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
    if (isForRegistry(path)) {
      return ("model_path '%s' names %s, and aliases need the model registry: use the service, which"
              + " knows the version that is meant, or name one, e.g. models:/campaign-response/3")
          .formatted(path, path.contains("@") ? "an alias" : "the latest version");
    }
    if (path.startsWith("/") || path.contains("..") || path.contains("://")) {
      return "model_path '%s' lies outside the models root: %s".formatted(path, FORMS);
    }
    return "model_path '%s' is not a model version: %s".formatted(path, FORMS);
  }
}
