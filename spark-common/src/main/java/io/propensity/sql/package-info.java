/** Expressions as Spark columns: built from the tree, never from text. */
@NullMarked
package io.propensity.sql;

import org.jspecify.annotations.NullMarked;
