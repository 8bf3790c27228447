package io.propensity.api.campaign;

/** What was done to a campaign when a revision was made. */
enum Action {
  CREATED,
  CHANGED,
  ARCHIVED,
  RESTORED,
  COPIED
}
