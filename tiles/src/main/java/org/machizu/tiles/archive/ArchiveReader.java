package org.machizu.tiles.archive;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.tiles.grid.TileAddress;

/** Reads tiles from one archive. Whatever the file holds, nothing larger than it is allocated. */
public final class ArchiveReader implements Closeable {
  /** Directories below each other; the standard's readers go no deeper. */
  private static final int DEEPEST = 4;

  private static final int LARGEST_PIECE = 64 << 20;

  private final FileChannel channel;
  private final ArchiveHeader header;

  /**
   * @throws IllegalArgumentException when the file is no such archive
   */
  public ArchiveReader(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      header =
          ArchiveHeader.read(
              piece(new ArchiveHeader.Section(0, ArchiveHeader.BYTES)), channel.size());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  public TileKind kind() {
    return header.kind();
  }

  public ZoomRange zooms() {
    return header.zooms();
  }

  public Envelope bounds() {
    return header.bounds();
  }

  /** Tiles that can be asked for. */
  public long addressed() {
    return header.addressed();
  }

  /** Different tiles. */
  public long contents() {
    return header.contents();
  }

  /** JSON about the tiles. */
  public String metadata() throws IOException {
    return new String(Directory.unpack(piece(header.metadata())), StandardCharsets.UTF_8);
  }

  /** The tile as it lies there; empty when there is none. */
  public Optional<byte[]> find(TileAddress tile) throws IOException {
    long id = TileIds.of(tile);
    ArchiveHeader.Section directory = header.root();
    for (int depth = 0; depth < DEEPEST; depth++) {
      List<Directory.Entry> entries = Directory.read(piece(directory));
      Optional<Directory.Entry> found = Directory.find(entries, id);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      Directory.Entry entry = found.get();
      if (entry.run() > 0) {
        return id < entry.id() + entry.run()
            ? Optional.of(piece(within(header.data(), entry)))
            : Optional.empty();
      }
      directory = within(header.leaves(), entry);
    }
    throw new IllegalArgumentException("directories lie too deep in each other");
  }

  private static ArchiveHeader.Section within(ArchiveHeader.Section whole, Directory.Entry entry) {
    if (entry.offset() > whole.length() - entry.length()) {
      throw new IllegalArgumentException("an entry points out of its section");
    }
    return new ArchiveHeader.Section(whole.offset() + entry.offset(), entry.length());
  }

  private byte[] piece(ArchiveHeader.Section section) throws IOException {
    if (section.length() > LARGEST_PIECE) {
      throw new IllegalArgumentException("a piece has " + section.length() + " bytes");
    }
    if (section.end() > channel.size()) {
      throw new EOFException("the file ends before one of its pieces");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) section.length());
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, section.offset() + bytes.position()) < 0) {
        throw new EOFException("the file has become shorter");
      }
    }
    return bytes.array();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
