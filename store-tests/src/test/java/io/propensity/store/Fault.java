package io.propensity.store;

/** What goes wrong with a request. */
enum Fault {
  /** The store answers 503 and does nothing. */
  UNAVAILABLE,
  /** The connection breaks within the request, of which the store never hears. */
  CUT,
  /** The store does what was asked, and the connection breaks within its answer. */
  LOST
}
