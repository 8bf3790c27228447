package io.propensity.api.run.launch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a log, however long the log is. */
final class LogTail {

  private static final int MOST_BYTES = 1 << 18;

  private LogTail() {}

  /**
   * The last lines, of the last 256 KiB at most; a line that begins before them is left out. What
   * PostgreSQL cannot keep, U+0000, is shown as U+FFFD.
   */
  static List<String> of(Path log, int lines) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(0, file.length() - MOST_BYTES);
      byte[] end = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(end);
      String text = new String(end, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
      List<String> all = text.lines().toList();
      List<String> whole = from == 0 || all.isEmpty() ? all : all.subList(1, all.size());
      return List.copyOf(whole.subList(Math.max(0, whole.size() - lines), whole.size()));
    }
  }
}
