/** The campaign service as the jobs talk to it. */
@NullMarked
package io.propensity.service;

import org.jspecify.annotations.NullMarked;
