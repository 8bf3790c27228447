/** The steps from raw data to a published model version: ingest, features, train. */
@NullMarked
package io.propensity.training;

import org.jspecify.annotations.NullMarked;
