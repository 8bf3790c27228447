/**
 * The jobs on object stores: a mock of S3, an emulator of Google's, and a proxy that breaks both.
 */
@NullMarked
package io.propensity.store;

import org.jspecify.annotations.NullMarked;
