/** What MLflow loads a model version by, and what scores it in Python from the raw columns. */
@NullMarked
package io.propensity.training.mlflow;

import org.jspecify.annotations.NullMarked;
