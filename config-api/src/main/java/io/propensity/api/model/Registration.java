package io.propensity.api.model;

/**
 * What came of registering a version.
 *
 * @param isNew whether it was not known before
 */
record Registration(RegisteredVersion version, boolean isNew) {}
