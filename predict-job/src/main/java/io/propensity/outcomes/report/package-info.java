/** What came of a run, as JSON, figures and a page. */
@NullMarked
package io.propensity.outcomes.report;

import org.jspecify.annotations.NullMarked;
