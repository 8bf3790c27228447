@NullMarked
package io.propensity.modelevaluation;

import org.jspecify.annotations.NullMarked;
