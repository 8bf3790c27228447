@NullMarked
package io.propensity.ingest;

import org.jspecify.annotations.NullMarked;
