/** Published versions on new labelled rows, one alone or two side by side. */
@NullMarked
package io.propensity.modelevaluation;

import org.jspecify.annotations.NullMarked;
