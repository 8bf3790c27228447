/** What people look at: the pictures of a model version. */
@NullMarked
package io.propensity.report;

import org.jspecify.annotations.NullMarked;
