package io.propensity.explanation;

import io.propensity.algorithm.Importances;
import io.propensity.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code feature_importance.json}: each kind of importance by feature, the greatest first and the
 * library's main kind before all others, and the pairs of features that act together.
 */
public final class ImportancesJson {

  private ImportancesJson() {}

  /** The file. */
  public static byte[] of(Importances importances) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("kinds", importances.kinds().stream().map(ImportancesJson::kind).toList());
    document.put("interactions", importances.interactions());
    return Json.write(document);
  }

  /** What {@link #of} wrote: without SHAP values, which are in a picture alone. */
  public static Importances read(byte[] json) {
    Document document = Json.read(json, Document.class, "feature_importance.json");
    return new Importances(
        document.kinds().stream().map(Written::kind).toList(),
        document.interactions(),
        Optional.empty());
  }

  /** The file. */
  record Document(List<Written> kinds, List<Importances.Interaction> interactions) {}

  /** One kind of importance. */
  record Written(String name, String unit, List<Entry> features) {

    Importances.Kind kind() {
      Map<String, Double> byFeature = new LinkedHashMap<>();
      features.forEach(entry -> byFeature.put(entry.feature(), entry.importance()));
      return new Importances.Kind(name, unit, byFeature);
    }
  }

  /** One feature's. */
  record Entry(String feature, double importance) {}

  private static Map<String, Object> kind(Importances.Kind kind) {
    List<Map<String, Object>> features = new ArrayList<>();
    kind.byFeature()
        .forEach(
            (feature, importance) -> {
              Map<String, Object> entry = new LinkedHashMap<>();
              entry.put("feature", feature);
              entry.put("importance", importance);
              features.add(entry);
            });
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("name", kind.name());
    written.put("unit", kind.unit());
    written.put("features", features);
    return written;
  }
}
