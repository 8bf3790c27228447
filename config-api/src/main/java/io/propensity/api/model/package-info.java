/**
 * The model registry: versions of the artifact store, aliases that point at them, kept in
 * PostgreSQL.
 */
@NullMarked
package io.propensity.api.model;

import org.jspecify.annotations.NullMarked;
