/** Campaigns over HTTP, kept in PostgreSQL as revisions. */
@NullMarked
package io.propensity.api.campaign;

import org.jspecify.annotations.NullMarked;
