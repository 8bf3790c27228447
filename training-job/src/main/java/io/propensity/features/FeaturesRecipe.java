package io.propensity.features;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.propensity.json.Json;
import io.propensity.model.Task;
import io.propensity.run.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a features table is made by and holds; a property of the table.
 *
 * @param recipe see {@link Features#recipe()}
 * @param classes in the order of the label's numbers, of a binary task the negative one first;
 *     empty in a regression
 * @param weighted whether the table has {@link Features#WEIGHT}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FeaturesRecipe(
    String recipe,
    List<String> key,
    Task task,
    ModelColumns columns,
    List<String> classes,
    boolean weighted) {

  /** The property's name. */
  public static final String PROPERTY = "features";

  public FeaturesRecipe {
    key = List.copyOf(key);
    classes = List.copyOf(classes);
  }

  /** As a property of the table. */
  public Map<String, String> properties() {
    return Map.of(PROPERTY, new String(Json.write(this), StandardCharsets.UTF_8));
  }

  /**
   * Of a table with these properties.
   *
   * @param recipe what the table must have been made by
   * @param location names the table in messages
   * @throws ConfigurationException when the table was made before the pipeline changed
   */
  public static FeaturesRecipe of(Map<String, String> properties, String recipe, String location) {
    @Nullable String json = properties.get(PROPERTY);
    FeaturesRecipe found =
        json == null
            ? null
            : Json.read(
                json.getBytes(StandardCharsets.UTF_8),
                FeaturesRecipe.class,
                "The recipe of the features table at " + location);
    if (found == null || !found.recipe().equals(recipe)) {
      throw new ConfigurationException(
          "The features table at %s was not made by this pipeline.yaml as it is now: run --steps features,train,evaluate"
              .formatted(location));
    }
    return found;
  }
}
