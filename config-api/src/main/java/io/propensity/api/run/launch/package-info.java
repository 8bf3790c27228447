/** Where jobs are started: nowhere, on this machine, or on a platform, each a package below. */
@NullMarked
package io.propensity.api.run.launch;

import org.jspecify.annotations.NullMarked;
