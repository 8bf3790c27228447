/** What came of what: from a run to the tables that its model was trained on, and back. */
@NullMarked
package io.propensity.api.lineage;

import org.jspecify.annotations.NullMarked;
