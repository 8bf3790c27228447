package io.propensity.api.artifact;

import org.springframework.core.io.Resource;

/**
 * A file of a version, whose bytes are those that the manifest lists.
 *
 * @param sha256 of its bytes
 */
public record StoredFile(String path, Resource content, String sha256) {

  /** The name without the directories before it. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
