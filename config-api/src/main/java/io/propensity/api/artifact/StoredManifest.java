package io.propensity.api.artifact;

import io.propensity.model.Manifest;

/**
 * A manifest as it lies in the store, or as a client told it where the store cannot be read.
 *
 * @param text the file to the letter, or what was told without white space
 * @param sha256 of the text
 */
public record StoredManifest(Manifest manifest, String text, String sha256) {}
