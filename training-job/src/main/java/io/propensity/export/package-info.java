/** The last step: queries over the pipeline's tables, for dashboards. */
@NullMarked
package io.propensity.export;

import org.jspecify.annotations.NullMarked;
