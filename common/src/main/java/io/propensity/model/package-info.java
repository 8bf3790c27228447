/**
 * The contract between trainer, service and scorer: a model's reference, its manifest and the text
 * of its categories.
 */
@NullMarked
package io.propensity.model;

import org.jspecify.annotations.NullMarked;
