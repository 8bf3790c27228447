/** What the tests of several modules share: a local Spark session, users and a model of them. */
@NullMarked
package io.propensity.test;

import org.jspecify.annotations.NullMarked;
