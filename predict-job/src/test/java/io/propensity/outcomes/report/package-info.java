@NullMarked
package io.propensity.outcomes.report;

import org.jspecify.annotations.NullMarked;
