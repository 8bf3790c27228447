package io.propensity.scoring;

import ai.catboost.CatBoostError;
import ai.catboost.CatBoostModel;
import io.propensity.run.ContractException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A CatBoost model as it is broadcast: Spark keeps one object of this in each executor, which loads
 * the model once, on its first use there, and shares it among the executor's tasks.
 */
final class ModelBytes implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final byte[] content;
  private transient volatile @Nullable CatBoostModel model;

  ModelBytes(String name, byte[] content) {
    this.name = name;
    this.content = content;
  }

  CatBoostModel model() {
    CatBoostModel loaded = model;
    return loaded != null ? loaded : load();
  }

  private synchronized CatBoostModel load() {
    CatBoostModel loaded = model;
    if (loaded == null) {
      try {
        loaded = CatBoostModel.loadModel(content);
        model = loaded;
      } catch (CatBoostError e) {
        throw new ContractException(
            "CatBoost cannot load %s: %s".formatted(name, e.getMessage()), e);
      }
    }
    return loaded;
  }
}
