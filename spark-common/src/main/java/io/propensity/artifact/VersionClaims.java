package io.propensity.artifact;

import io.propensity.table.FileSystems;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The numbers of a model's versions. Each is claimed by creating {@code _claims/NUMBER}, which only
 * one process can do and which is never taken back, so that a number only ever rises and is never
 * used twice, whatever becomes of the version itself.
 */
final class VersionClaims {

  private final FileSystem files;

  VersionClaims(FileSystem files) {
    this.files = files;
  }

  /** Claims the number after the highest that was ever claimed or published for {@code model}. */
  int next(Path model) throws IOException {
    Path claims = new Path(model, "_claims");
    int number = Math.max(highest(claims), highest(model)) + 1;
    while (!FileSystems.createIfAbsent(
        files, new Path(claims, Integer.toString(number)), new byte[0])) {
      number++;
    }
    return number;
  }

  private int highest(Path directory) throws IOException {
    int highest = 0;
    try {
      for (FileStatus entry : files.listStatus(directory)) {
        String name = entry.getPath().getName();
        if (name.matches("[1-9][0-9]{0,8}")) {
          highest = Math.max(highest, Integer.parseInt(name));
        }
      }
    } catch (FileNotFoundException e) {
      return 0;
    }
    return highest;
  }
}
