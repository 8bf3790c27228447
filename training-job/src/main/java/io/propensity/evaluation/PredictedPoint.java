package io.propensity.evaluation;

/** A label and what was predicted for it. */
public record PredictedPoint(double label, double prediction) {}
