/** The files that deploy the platform, checked against each other and against what they deploy. */
@NullMarked
package io.propensity.deployment;

import org.jspecify.annotations.NullMarked;
