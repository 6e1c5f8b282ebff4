package org.machizu.tiles.pack;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * The bytes of a pack: a header, then the sections, each on a multiple of eight. The same bytes lie
 * in memory and in the file; little-endian.
 *
 * <p>Header: 0 magic and version · 8 length · 16 CRC-32C of all behind byte 24 · 24 revision · 32
 * features without a place · 40 entries · 44 features · 48 attributes · 52 values · 56 first zoom ·
 * 60 last zoom · 64 where each section begins (longs).
 */
final class PackFile {
  static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT.withOrder(ByteOrder.LITTLE_ENDIAN);

  static final int REVISION = 24;
  static final int UNPLACED = 32;
  static final int ENTRIES = 40;
  static final int FEATURES = 44;
  static final int ATTRIBUTES = 48;
  static final int VALUES = 52;
  static final int FIRST_ZOOM = 56;
  static final int LAST_ZOOM = 60;

  /** "MZPACK", then the version of the format, 1. */
  private static final long MAGIC = 0x0001_4B43_4150_5A4DL;

  private static final long MAGIC_MASK = 0x0000_FFFF_FFFF_FFFFL;
  private static final int LENGTH = 8;
  private static final int CHECKSUM = 16;
  private static final int CHECKED_FROM = 24;
  private static final int STARTS = 64;
  private static final int HEADER = STARTS + 8 * PackSection.COUNT;
  private static final int CHUNK = 1 << 24;

  private PackFile() {}

  /** Fresh memory outside the heap with room for the sections; freed with the last reference. */
  static MemorySegment allocate(long[] sectionBytes) {
    long at = HEADER;
    long[] starts = new long[sectionBytes.length];
    for (int i = 0; i < sectionBytes.length; i++) {
      starts[i] = at;
      at += Math.ceilDiv(sectionBytes[i], 8L) * 8;
    }
    MemorySegment pack = Arena.ofAuto().allocate(at, 8);
    pack.set(LONG, 0, MAGIC);
    pack.set(LONG, LENGTH, at);
    for (int i = 0; i < starts.length; i++) {
      pack.set(LONG, STARTS + 8L * i, starts[i]);
    }
    return pack;
  }

  static MemorySegment section(MemorySegment pack, PackSection section) {
    long start = pack.get(LONG, STARTS + 8L * section.number());
    boolean last = section.number() == PackSection.COUNT - 1;
    long end = last ? pack.byteSize() : pack.get(LONG, STARTS + 8L * (section.number() + 1));
    return pack.asSlice(start, end - start);
  }

  /** Sets the checksum, when all else is set. */
  static void seal(MemorySegment pack) {
    pack.set(LONG, CHECKSUM, checksum(pack));
  }

  private static long checksum(MemorySegment pack) {
    CRC32C crc = new CRC32C();
    for (long at = CHECKED_FROM; at < pack.byteSize(); at += CHUNK) {
      crc.update(pack.asSlice(at, Math.min(CHUNK, pack.byteSize() - at)).asByteBuffer());
    }
    return crc.getValue();
  }

  /**
   * Writes beside the file, forces it to disk, then moves it into place, so that nobody ever sees
   * half a pack. Only the owner may read it: a pack may hold personal data.
   */
  static void write(MemorySegment pack, Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path unfinished = Files.createTempFile(folder, file.getFileName().toString(), ".part");
    try {
      try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
        for (long at = 0; at < pack.byteSize(); at += CHUNK) {
          ByteBuffer chunk = pack.asSlice(at, Math.min(CHUNK, pack.byteSize() - at)).asByteBuffer();
          while (chunk.hasRemaining()) {
            channel.write(chunk);
          }
        }
        channel.force(true);
      }
      move(unfinished, file);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException _) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Maps a file; its pages are the operating system's to keep or to drop.
   *
   * @throws PackFormatException when it is no pack, damaged, cut off or of another version
   */
  static MemorySegment map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < HEADER) {
        throw new PackFormatException(file, "it has only " + size + " bytes");
      }
      MemorySegment pack = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, Arena.ofAuto());
      long magic = pack.get(LONG, 0);
      if ((magic & MAGIC_MASK) != (MAGIC & MAGIC_MASK)) {
        throw new PackFormatException(file, "it is no pack of a layer");
      }
      if (magic != MAGIC) {
        throw new PackFormatException(
            file,
            "its format is version " + (magic >>> 48) + ", this program reads " + (MAGIC >>> 48));
      }
      if (pack.get(LONG, LENGTH) != size) {
        throw new PackFormatException(
            file, "it has " + size + " bytes instead of " + pack.get(LONG, LENGTH));
      }
      if (pack.get(LONG, CHECKSUM) != checksum(pack)) {
        throw new PackFormatException(file, "its checksum is wrong");
      }
      return pack;
    }
  }
}
