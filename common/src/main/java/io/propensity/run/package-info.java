/** What one execution of a job is called, and how it ends. */
@NullMarked
package io.propensity.run;

import org.jspecify.annotations.NullMarked;
