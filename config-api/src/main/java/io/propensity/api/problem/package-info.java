/** What is said of a request that cannot be done: RFC 9457 problem documents. */
@NullMarked
package io.propensity.api.problem;

import org.jspecify.annotations.NullMarked;
