/** The part of MLflow's REST API by which its own client reads the registry and moves aliases. */
@NullMarked
package io.propensity.api.mlflow;

import org.jspecify.annotations.NullMarked;
