@NullMarked
package io.propensity.report;

import org.jspecify.annotations.NullMarked;
