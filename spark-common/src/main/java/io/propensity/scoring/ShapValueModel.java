package io.propensity.scoring;

import java.io.Serializable;

/**
 * The model of {@link ShapTrees} as it is broadcast.
 *
 * @param base by output of the model that is explained
 */
@SuppressWarnings("ArrayRecordComponent") // read by index alone
record ShapValueModel(ModelBytes model, double[] base) implements Serializable {}
