package io.propensity.api.artifact;

import io.propensity.model.Manifest;

/**
 * A manifest as it lies in the store.
 *
 * @param text the file to the letter
 * @param sha256 of the file
 */
public record StoredManifest(Manifest manifest, String text, String sha256) {}
