@NullMarked
package io.propensity.training.mlflow;

import org.jspecify.annotations.NullMarked;
