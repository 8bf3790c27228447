/** What jobs found beside a run's report. */
@NullMarked
package io.propensity.api.run.document;

import org.jspecify.annotations.NullMarked;
