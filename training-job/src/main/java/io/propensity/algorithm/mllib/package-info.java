/** Spark MLlib's forests, boosted trees and linear models, with the pipeline that feeds them. */
@NullMarked
package io.propensity.algorithm.mllib;

import org.jspecify.annotations.NullMarked;
