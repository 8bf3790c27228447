/** Pages for people, as HTML that needs nothing beside it. */
@NullMarked
package io.propensity.page;

import org.jspecify.annotations.NullMarked;
