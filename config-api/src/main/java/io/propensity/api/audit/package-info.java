/** The audit log: every write and every refusal, for good. */
@NullMarked
package io.propensity.api.audit;

import org.jspecify.annotations.NullMarked;
