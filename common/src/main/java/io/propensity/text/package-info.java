/** What our messages to people are made with. */
@NullMarked
package io.propensity.text;

import org.jspecify.annotations.NullMarked;
