/** What holds for every request: limits, headers, addresses. */
@NullMarked
package io.propensity.api.web;

import org.jspecify.annotations.NullMarked;
