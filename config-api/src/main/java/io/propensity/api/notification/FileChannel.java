package io.propensity.api.notification;

import io.propensity.api.PropensitySettings;
import io.propensity.api.notification.send.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Messages as lines of a file of this machine. */
@Component
class FileChannel implements Channel {

  private final @Nullable Path file;

  FileChannel(PropensitySettings settings) {
    this.file = settings.notification().file();
  }

  @Override
  public String name() {
    return "file";
  }

  @Override
  public boolean isOpen() {
    return file != null;
  }

  @Override
  public synchronized Answer send(Delivery delivery) {
    if (file == null) {
      return Answer.failed("propensity.notification.file is not set any more");
    }
    try {
      Files.writeString(
          file, delivery.payload() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return Answer.delivered();
    } catch (IOException failure) {
      return Answer.failed("%s cannot be written: %s".formatted(file, failure));
    }
  }
}
