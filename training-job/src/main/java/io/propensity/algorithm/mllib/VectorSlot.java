package io.propensity.algorithm.mllib;

/**
 * A place of the vector that MLlib learns on.
 *
 * @param feature the feature that it is made of
 * @param part for people: {@code country}, {@code country = US} or {@code age is missing}
 */
record VectorSlot(String feature, String part) {}
