/** What features mean to a model: the file and the pictures of it. */
@NullMarked
package io.propensity.explanation;

import org.jspecify.annotations.NullMarked;
