package io.propensity.api.notification.secret;

import io.propensity.api.PropensitySettings;
import io.propensity.run.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The key under which secrets of webhooks are kept. It comes from the process environment or a
 * file; the profile {@code embedded} makes itself one beside its database.
 */
record NotificationKey(SecretKeySpec spec) {

  static final String VARIABLE = "PROPENSITY_NOTIFICATION_KEY";
  static final String SETTING = "propensity.notification.key-file";

  private static final String FILE = "notification.key";
  private static final int SHORTEST = 32;

  /** Empty when neither is given, and it is not for us to make one. */
  static Optional<NotificationKey> of(
      ConfigurableEnvironment environment, PropensitySettings settings) {
    String variable =
        Objects.toString(environment.getSystemEnvironment().get(VARIABLE), "").strip();
    Path file = settings.notification().keyFile();
    boolean named = file != null && !file.toString().isBlank();
    if (named && !variable.isEmpty()) {
      throw new ConfigurationException(
          "Both %s and %s are set: leave one of them out".formatted(VARIABLE, SETTING));
    }
    if (!variable.isEmpty()) {
      return Optional.of(checked(VARIABLE, variable));
    }
    if (file != null && named) {
      return Optional.of(checked("The file " + file, read(file)));
    }
    return environment.matchesProfiles("embedded")
        ? Optional.of(own(settings.dataDirectory().resolve(FILE)))
        : Optional.empty();
  }

  private static NotificationKey own(Path file) {
    try {
      if (!Files.exists(file)) {
        make(file);
      }
    } catch (IOException failure) {
      throw new ConfigurationException(
          "Cannot write a key of webhooks to %s: %s".formatted(file.toAbsolutePath(), failure),
          failure);
    }
    return checked("The file " + file, read(file));
  }

  /** Whole or not at all, and for its owner alone from its first byte. */
  private static void make(Path file) throws IOException {
    byte[] bytes = new byte[SHORTEST];
    new SecureRandom().nextBytes(bytes);
    Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
    Files.createDirectories(directory);
    boolean posix = Files.getFileStore(directory).supportsFileAttributeView("posix");
    Path draft =
        posix
            ? Files.createTempFile(
                directory,
                FILE,
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
            : Files.createTempFile(directory, FILE, ".part");
    Files.writeString(draft, HexFormat.of().formatHex(bytes) + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException failure) {
      throw new ConfigurationException(
          "%s cannot be read: write the answer of openssl rand -hex 32 to it".formatted(file),
          failure);
    }
  }

  /** The text is not repeated: it is a secret, though a bad one. */
  private static NotificationKey checked(String source, String text) {
    if (text.length() < SHORTEST) {
      throw new ConfigurationException(
          "%s holds a key of %d characters: make one of at least %d, e.g. by openssl rand -hex 32"
              .formatted(source, text.length(), SHORTEST));
    }
    try {
      byte[] key =
          MessageDigest.getInstance("SHA-256")
              .digest(("webhook secrets\n" + text).getBytes(StandardCharsets.UTF_8));
      return new NotificationKey(new SecretKeySpec(key, "AES"));
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException("Every Java has SHA-256", never);
    }
  }

  @Override
  public String toString() {
    return "a key";
  }
}
