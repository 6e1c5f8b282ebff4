package org.machizu.ingest.format;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A window over a file that can be moved anywhere and is cheap to move on. It never grows beyond
 * what was asked for, and nothing beyond the file's real end can be asked for, so that a length
 * that lies cannot fill the memory.
 */
final class FileWindow implements Closeable {
  private static final int READ_AHEAD = 1 << 16;

  private final FileChannel channel;
  private final long size;
  private byte[] bytes = new byte[READ_AHEAD];
  private long start;
  private int filled;

  FileWindow(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.READ);
    size = channel.size();
  }

  /** Bytes in the file. */
  long size() {
    return size;
  }

  /** What the window holds; other content after the next {@link #at}. */
  byte[] bytes() {
    return bytes;
  }

  /**
   * Makes a piece of the file readable in {@link #bytes}.
   *
   * @return the index of its first byte there
   * @throws EOFException when the file ends before the piece does
   */
  int at(long position, int length) throws IOException {
    if (position < 0 || length < 0 || position + length > size) {
      throw new EOFException("the file ends at byte " + size);
    }
    if (position < start || position + length > start + filled) {
      load(position, length);
    }
    return (int) (position - start);
  }

  private void load(long position, int length) throws IOException {
    long ahead = Math.min(size - position, Math.max(length, READ_AHEAD));
    byte[] next = ahead <= bytes.length ? bytes : new byte[(int) ahead];
    int kept = 0;
    if (position >= start && position < start + filled) {
      kept = (int) (start + filled - position);
      System.arraycopy(bytes, (int) (position - start), next, 0, kept);
    }
    bytes = next;
    start = position;
    filled = kept;
    int wanted = (int) Math.min(bytes.length, size - position);
    while (filled < wanted) {
      int read = channel.read(ByteBuffer.wrap(bytes, filled, wanted - filled), start + filled);
      if (read < 0) {
        break; // somebody shortened the file meanwhile
      }
      filled += read;
    }
    if (filled < length) {
      throw new EOFException("the file ends at byte " + (start + filled));
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
