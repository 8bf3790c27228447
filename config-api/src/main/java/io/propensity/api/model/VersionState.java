package io.propensity.api.model;

/** Whether a version can be used. */
public enum VersionState {
  READY,
  /** Its directory was not found when the store was scanned. */
  MISSING,
  /** Taken out of the registry for good; its files stay. */
  DELETED
}
