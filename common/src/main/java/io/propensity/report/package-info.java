/** What a run tells of itself when it has ended. */
@NullMarked
package io.propensity.report;

import org.jspecify.annotations.NullMarked;
