package io.propensity.api.campaign;

/** What was done to a campaign when a revision was made. */
public enum Action {
  CREATED,
  CHANGED,
  ARCHIVED,
  RESTORED,
  COPIED
}
