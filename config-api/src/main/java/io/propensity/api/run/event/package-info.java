/** What runs tell to other parts of the service. */
@NullMarked
package io.propensity.api.run.event;

import org.jspecify.annotations.NullMarked;
