package io.propensity.features;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.propensity.json.Json;
import io.propensity.model.Task;
import io.propensity.run.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a features table is made by and holds; a property of the table.
 *
 * @param recipe see {@link Features#recipe()}
 * @param classes in the order of the label's numbers, of a binary task the negative one first;
 *     empty in a regression
 * @param weighted whether the table has {@link Features#WEIGHT}
 * @param sources which state of each source's table it was made of; without those that have none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FeaturesRecipe(
    String recipe,
    List<String> key,
    Task task,
    ModelColumns columns,
    List<String> classes,
    boolean weighted,
    Map<String, Long> sources) {

  /** The property's name. */
  public static final String PROPERTY = "features";

  public FeaturesRecipe {
    key = List.copyOf(key);
    classes = List.copyOf(classes);
    sources = Map.copyOf(sources);
  }

  /** The same of tables with these snapshots. */
  FeaturesRecipe of(Map<String, Long> snapshots) {
    return new FeaturesRecipe(recipe, key, task, columns, classes, weighted, snapshots);
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
    return read(properties, location)
        .filter(found -> found.recipe().equals(recipe))
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "The features table at %s was not made by this pipeline.yaml as it is now: run --steps features,train,evaluate"
                        .formatted(location)));
  }

  /** Of a table with these properties; empty for one that no features step made. */
  public static Optional<FeaturesRecipe> read(Map<String, String> properties, String location) {
    return Optional.ofNullable(properties.get(PROPERTY))
        .map(
            json ->
                Json.read(
                    json.getBytes(StandardCharsets.UTF_8),
                    FeaturesRecipe.class,
                    "The recipe of the features table at " + location));
  }
}
