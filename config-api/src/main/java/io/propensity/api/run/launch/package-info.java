/** Where jobs are started: on this machine, or nowhere. */
@NullMarked
package io.propensity.api.run.launch;

import org.jspecify.annotations.NullMarked;
