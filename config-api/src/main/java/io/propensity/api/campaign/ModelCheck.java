package io.propensity.api.campaign;

import io.propensity.api.PropensitySettings;
import io.propensity.api.model.ModelAnswer;
import io.propensity.api.model.NamedModels;
import io.propensity.model.ModelPath;
import io.propensity.run.ContractException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Holds campaigns against the models that they name. */
@Component
class ModelCheck {

  private final NamedModels models;
  private final String modelsRoot;

  ModelCheck(NamedModels models, PropensitySettings settings) {
    this.models = models;
    this.modelsRoot = settings.modelsRoot();
  }

  /** Why no campaign can be scored with the model, where that is known. */
  Optional<String> refusal(String modelPath) {
    return answer(modelPath)
        .filter(ModelAnswer.Refused.class::isInstance)
        .map(refused -> ((ModelAnswer.Refused) refused).reason());
  }

  /** What whoever wrote the campaign should know of its model. */
  List<String> warnings(String modelPath) {
    Optional<ModelAnswer> answer = answer(modelPath);
    if (answer.isPresent() && answer.get() instanceof ModelAnswer.Unknown unknown) {
      return unknown.warnings();
    }
    return answer.isPresent() && answer.get() instanceof ModelAnswer.Refused refused
        ? List.of(refused.reason())
        : List.of();
  }

  /** The model's features, in its order; empty where the model is not known. */
  Optional<List<String>> features(String modelPath) {
    return answer(modelPath)
        .filter(ModelAnswer.Found.class::isInstance)
        .map(found -> ((ModelAnswer.Found) found).features());
  }

  /** What keeps {@code named} from being the features of the model, if anything does. */
  static Optional<String> difference(List<String> named, List<String> features) {
    List<String> missing = without(features, named);
    List<String> extra = without(named, features);
    List<String> parts = new ArrayList<>();
    if (!missing.isEmpty()) {
      parts.add("missing are " + String.join(", ", missing));
    }
    if (!extra.isEmpty()) {
      parts.add("the model does not have " + String.join(", ", extra));
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "must be the model's, in any order, or left out: " + String.join("; ", parts));
  }

  private static List<String> without(List<String> names, List<String> others) {
    List<String> left = new ArrayList<>(names);
    left.removeAll(others);
    return left;
  }

  private Optional<ModelAnswer> answer(String modelPath) {
    try {
      return Optional.of(models.find(ModelPath.reference(modelPath, modelsRoot)));
    } catch (ContractException malformed) {
      return Optional.empty();
    }
  }
}
