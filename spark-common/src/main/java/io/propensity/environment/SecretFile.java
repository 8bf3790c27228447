package io.propensity.environment;

/** A file that holds one secret, on a local disk or a Hadoop file system. */
public final class SecretFile {

  private SecretFile() {}

  /**
   * Its text.
   *
   * @throws io.propensity.run.NotFoundException when it is not there
   */
  public static String read(String file) {
    return TextFile.read(
        file, "file of a secret", "write the secret to it, or look at the variable that names it");
  }
}
