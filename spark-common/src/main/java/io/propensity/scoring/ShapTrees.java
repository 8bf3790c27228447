package io.propensity.scoring;

import java.io.Serializable;

/**
 * What says why a CatBoost model scores as it does: a model whose outputs are SHAP values.
 *
 * @param cbm for each output of the model, a value a feature in the model's order
 * @param base by output of the model, the raw score that all rows begin with
 */
@SuppressWarnings("ArrayRecordComponent") // a file's content, and numbers that are read by index
public record ShapTrees(byte[] cbm, double[] base) implements Serializable {}
