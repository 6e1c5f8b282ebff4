package org.machizu.tiles.archive;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.ZoomRange;

/**
 * Writes one archive: tiles as they come, in the order of their numbers, then the directories.
 * Equal tiles lie in it once. In memory are the entries and the tags of different tiles, about 150
 * bytes for each.
 */
public final class ArchiveWriter implements Closeable {
  /** Header and root directory lie in these bytes, so that one request fetches both. */
  private static final int HEAD_BYTES = 16_384;

  private static final int FIRST_LEAF_ENTRIES = 4_096;

  private final FileChannel channel;
  private final OutputStream out;
  private final TileKind kind;
  private final MessageDigest digest;
  private final List<Directory.Entry> entries = new ArrayList<>();
  private final Map<ByteBuffer, Directory.Entry> known = new HashMap<>();
  private long dataBytes;
  private long addressed;
  private long lastId = -1;

  /**
   * @param file is replaced when it exists
   */
  public ArchiveWriter(Path file, TileKind kind) throws IOException {
    this.kind = kind;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    this.channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    out.write(new byte[HEAD_BYTES]);
  }

  /** How many bytes of tiles are written so far. */
  public long dataBytes() {
    return dataBytes;
  }

  /**
   * Adds a tile; those that are not added are empty.
   *
   * @param id from {@link TileIds}, larger than the one before
   * @param tile gzipped where the kind has it so
   */
  public void add(long id, byte[] tile) throws IOException {
    if (id <= lastId) {
      throw new IllegalArgumentException("tile " + id + " comes after tile " + lastId);
    }
    lastId = id;
    addressed++;
    ByteBuffer tag = ByteBuffer.wrap(digest.digest(tile));
    Directory.Entry same = known.get(tag);
    if (same == null) {
      same = new Directory.Entry(id, dataBytes, tile.length, 1);
      known.put(tag, same);
      out.write(tile);
      dataBytes += tile.length;
    }
    Directory.Entry last = entries.isEmpty() ? null : entries.getLast();
    if (last != null && last.offset() == same.offset() && last.id() + last.run() == id) {
      entries.set(
          entries.size() - 1,
          new Directory.Entry(last.id(), last.offset(), last.length(), last.run() + 1));
    } else {
      entries.add(new Directory.Entry(id, same.offset(), same.length(), 1));
    }
  }

  /**
   * Writes what tells where the tiles are; nothing can be added any more.
   *
   * @param metadata JSON about the tiles
   * @param bounds of what is on them
   */
  public void finish(String metadata, ZoomRange zooms, Envelope bounds) throws IOException {
    long position = HEAD_BYTES + dataBytes;
    byte[] about = Directory.gzip(metadata.getBytes(StandardCharsets.UTF_8));
    out.write(about);
    Tree tree = tree();
    out.write(tree.leaves);
    out.flush();
    ArchiveHeader header =
        new ArchiveHeader(
            new ArchiveHeader.Section(ArchiveHeader.BYTES, tree.root.length),
            new ArchiveHeader.Section(position, about.length),
            new ArchiveHeader.Section(position + about.length, tree.leaves.length),
            new ArchiveHeader.Section(HEAD_BYTES, dataBytes),
            addressed,
            entries.size(),
            known.size(),
            kind,
            zooms,
            bounds);
    write(header.toBytes(), 0);
    write(tree.root, ArchiveHeader.BYTES);
  }

  private void write(byte[] bytes, long position) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      int _ = channel.write(left, position + left.position());
    }
  }

  /** The root, and the directories below it, one behind the other. */
  private record Tree(byte[] root, byte[] leaves) {}

  /** One directory while it fits behind the header; else leaves, larger until their root fits. */
  private Tree tree() {
    byte[] whole = Directory.write(entries);
    if (whole.length <= HEAD_BYTES - ArchiveHeader.BYTES) {
      return new Tree(whole, new byte[0]);
    }
    for (int size = FIRST_LEAF_ENTRIES; ; size *= 2) {
      Tree tree = tree(size);
      if (tree.root.length <= HEAD_BYTES - ArchiveHeader.BYTES) {
        return tree;
      }
    }
  }

  private Tree tree(int leafEntries) {
    List<Directory.Entry> root = new ArrayList<>();
    List<byte[]> leaves = new ArrayList<>();
    int offset = 0;
    for (int from = 0; from < entries.size(); from += leafEntries) {
      List<Directory.Entry> part =
          entries.subList(from, Math.min(from + leafEntries, entries.size()));
      byte[] leaf = Directory.write(part);
      root.add(new Directory.Entry(part.getFirst().id(), offset, leaf.length, 0));
      leaves.add(leaf);
      offset = Math.addExact(offset, leaf.length);
    }
    ByteBuffer all = ByteBuffer.allocate(offset);
    leaves.forEach(all::put);
    return new Tree(Directory.write(root), all.array());
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
