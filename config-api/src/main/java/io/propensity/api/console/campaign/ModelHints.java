package io.propensity.api.console.campaign;

import io.propensity.api.PropensitySettings;
import io.propensity.api.console.campaign.ModelHint.Metric;
import io.propensity.api.console.model.FigureView;
import io.propensity.api.model.ModelAnswer;
import io.propensity.api.model.ModelRegistry;
import io.propensity.api.model.NamedModels;
import io.propensity.api.model.RegisteredModel;
import io.propensity.api.model.RegisteredVersion;
import io.propensity.api.model.Search;
import io.propensity.api.model.VersionDetail;
import io.propensity.model.ModelPath;
import io.propensity.run.ContractException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Tells whoever names a model what it is. */
@Component
class ModelHints {

  private static final int MOST_MODELS = 200;
  private static final int MOST_METRICS = 8;
  private static final int MOST_FIGURES = 3;
  private static final String CHAMPION = "@champion";
  private static final Search ALL =
      new Search(
          List.of(new Search.Condition(Search.Field.MODEL_NAME, Search.Operator.CONTAINS, "")),
          List.of(new Search.Order(Search.Field.MODEL_NAME, true)));

  private final NamedModels named;
  private final ModelRegistry registry;
  private final String modelsRoot;

  ModelHints(NamedModels named, ModelRegistry registry, PropensitySettings settings) {
    this.named = named;
    this.registry = registry;
    this.modelsRoot = settings.modelsRoot();
  }

  /** What can be named: each alias of each model, and its newest version. */
  List<String> names() {
    return registry.models(ALL, 0, MOST_MODELS).stream().flatMap(ModelHints::names).toList();
  }

  /** The one model that has a champion, as a campaign names it; empty where not one alone has. */
  static String champion(List<String> names) {
    List<String> champions = names.stream().filter(name -> name.endsWith(CHAMPION)).toList();
    return champions.size() == 1 ? champions.get(0) : "";
  }

  private static Stream<String> names(RegisteredModel model) {
    Stream<String> aliases =
        model.aliases().keySet().stream().map(alias -> "models:/" + model.name() + "@" + alias);
    Stream<String> latest =
        Stream.ofNullable(model.latestVersion())
            .map(version -> "models/%s/%d".formatted(model.name(), version));
    return Stream.concat(aliases, latest);
  }

  ModelHint of(String modelPath) {
    if (modelPath.isBlank()) {
      return ModelHint.none();
    }
    try {
      return told(named.find(ModelPath.reference(modelPath.strip(), modelsRoot)));
    } catch (ContractException malformed) {
      return ModelHint.refused(String.valueOf(malformed.getMessage()));
    }
  }

  private ModelHint told(ModelAnswer answer) {
    if (answer instanceof ModelAnswer.Found found) {
      return ModelHint.of(version(found));
    }
    return answer instanceof ModelAnswer.Refused refused
        ? ModelHint.refused(refused.reason())
        : ModelHint.unknown(((ModelAnswer.Unknown) answer).warnings());
  }

  private ModelHint.Version version(ModelAnswer.Found found) {
    VersionDetail detail = registry.detail(found.version());
    RegisteredVersion version = detail.version();
    Map<String, Double> test = detail.metrics().getOrDefault("test", Map.of());
    return new ModelHint.Version(
        version.name(),
        version.version(),
        version.task(),
        version.aliases(),
        test.entrySet().stream()
            .limit(MOST_METRICS)
            .map(metric -> new Metric(metric.getKey().replace('_', ' '), metric.getValue()))
            .toList(),
        detail.figures().stream().limit(MOST_FIGURES).map(FigureView::of).toList(),
        found.features());
  }
}
