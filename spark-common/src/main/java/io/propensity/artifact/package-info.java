/** Model versions on a Hadoop file system: claimed, written whole, verified on reading. */
@NullMarked
package io.propensity.artifact;

import org.jspecify.annotations.NullMarked;
