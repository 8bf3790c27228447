package io.propensity.run;

/**
 * One thing that is wrong in a configuration.
 *
 * @param key where, dotted and from within what is checked: {@code params.depth}; empty for the
 *     whole of it
 * @param message what is wrong and what to do, as the rest of a sentence
 */
public record Fault(String key, String message) {

  @Override
  public String toString() {
    return key.isEmpty() ? message : key + ": " + message;
  }
}
