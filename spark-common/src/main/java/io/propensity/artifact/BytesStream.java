package io.propensity.artifact;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.apache.hadoop.fs.PositionedReadable;
import org.apache.hadoop.fs.Seekable;

/** Bytes in memory as Hadoop reads a file. */
final class BytesStream extends ByteArrayInputStream implements Seekable, PositionedReadable {

  BytesStream(byte[] content) {
    super(content);
  }

  @Override
  public synchronized void seek(long position) throws IOException {
    if (position < 0 || position > count) {
      throw new EOFException("Position %d lies outside %d bytes".formatted(position, count));
    }
    pos = (int) position;
  }

  @Override
  public synchronized long getPos() {
    return pos;
  }

  @Override
  public boolean seekToNewSource(long position) {
    return false;
  }

  @Override
  public int read(long position, byte[] target, int offset, int length) {
    if (position < 0 || position >= count) {
      return -1;
    }
    int read = Math.min(length, count - (int) position);
    System.arraycopy(buf, (int) position, target, offset, read);
    return read;
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int length) throws IOException {
    if (read(position, target, offset, length) < length) {
      throw new EOFException("%d bytes from %d on are not there".formatted(length, position));
    }
  }

  @Override
  public void readFully(long position, byte[] target) throws IOException {
    readFully(position, target, 0, target.length);
  }
}
