package org.machizu.ingest.format;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A zip from a stranger, unpacked piece by piece into a folder of its own that vanishes on close.
 * Names inside the zip never become names on the disk, so that none of them can lead out of the
 * folder; a zip that tries is refused all the same. Sizes are counted while unpacking, whatever the
 * zip says of itself. Entry names may be UTF-8 or CP932.
 *
 * <p>Codes of its {@link FormatException}s: {@code zip-not-a-zip}, {@code zip-truncated}, {@code
 * zip-damaged}, {@code zip-encrypted}, {@code zip-too-many-entries}, {@code zip-too-large}, {@code
 * zip-bomb}, {@code zip-path}, {@code zip-duplicate}. Used by one thread.
 */
public final class ZipArchive implements Closeable {
  /** Small entries may compress well; the ratio counts only beyond this. */
  private static final long RATIO_COUNTS_FROM = 1 << 20;

  private final ZipFile zip;
  private final String name;
  private final ReadLimits limits;
  private final List<ZipEntry> entries = new ArrayList<>();
  private @Nullable Path folder;
  private long unpacked;
  private int files;

  private ZipArchive(ZipFile zip, String name, ReadLimits limits) {
    this.zip = zip;
    this.name = name;
    this.limits = limits;
  }

  /** Opens a zip and checks its list of entries; nothing is unpacked yet. */
  public static ZipArchive open(Path file, ReadLimits limits) throws FormatException, IOException {
    String name = String.valueOf(file.getFileName());
    ZipDirectory.check(file, name, limits);
    ZipArchive archive = new ZipArchive(openWithAnyNames(file, name), name, limits);
    try {
      archive.checkEntries();
      return archive;
    } catch (FormatException | RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  private static ZipFile openWithAnyNames(Path file, String name)
      throws FormatException, IOException {
    try {
      return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
    } catch (ZipException notUtf8) {
      // Japanese Windows packs names in CP932; another fault shows up again at once.
    }
    try {
      return new ZipFile(file.toFile(), TextEncodings.CP932);
    } catch (ZipException broken) {
      throw damaged(name, String.valueOf(broken.getMessage()));
    }
  }

  private void checkEntries() throws FormatException {
    Set<String> seen = new HashSet<>();
    for (var all = zip.entries(); all.hasMoreElements(); ) {
      ZipEntry entry = all.nextElement();
      String path = entry.getName().replace('\\', '/');
      if (path.startsWith("/")
          || path.matches("(?s)[A-Za-z]:.*|(.*/)?\\.\\.(/.*)?|.*\\p{Cntrl}.*")) {
        throw new FormatException(
            "zip-path",
            "%s holds an entry named '%s', which leads out of the zip"
                .formatted(name, printable(path)),
            "Do not use this file; ask its sender for a clean one.");
      }
      if (!seen.add(path.toLowerCase(Locale.ROOT))) {
        throw new FormatException(
            "zip-duplicate",
            "%s holds '%s' twice".formatted(name, printable(path)),
            "Pack it again with each file once.");
      }
      if (!path.endsWith("/")) {
        entries.add(entry);
      }
    }
  }

  private static String printable(String path) {
    String clean = path.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= 80 ? clean : clean.substring(0, 80) + "…";
  }

  private static FormatException damaged(String name, String how) {
    return new FormatException(
        "zip-damaged",
        "%s is damaged: %s; nothing of it was taken".formatted(name, how),
        "Copy or download the file again, or pack it again.");
  }

  /** The names of all files, as they stand in the zip, with "/" between folders. */
  public List<String> names() {
    return entries.stream().map(entry -> entry.getName().replace('\\', '/')).toList();
  }

  /**
   * Unpacks one file.
   *
   * @param path one of {@link #names}
   * @return a file with the same ending that lives until {@link #close}
   */
  public Path unpack(String path) throws FormatException, IOException {
    ZipEntry entry =
        entries.stream()
            .filter(each -> each.getName().replace('\\', '/').equals(path))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no '" + path + "' in " + name));
    if (folder == null) {
      folder = Files.createTempDirectory("machizu-zip-");
    }
    Path target = folder.resolve(files++ + ending(path));
    try (InputStream in = zip.getInputStream(entry);
        OutputStream out = Files.newOutputStream(target)) {
      copy(entry, in, out);
    } catch (ZipException | EOFException broken) {
      throw damaged(name, "'%s' cannot be unpacked (%s)".formatted(path, broken.getMessage()));
    }
    return target;
  }

  private static String ending(String path) {
    int dot = path.lastIndexOf('.');
    String ending = dot < 0 ? "" : path.substring(dot).toLowerCase(Locale.ROOT);
    return ending.matches("\\.[a-z0-9]{1,8}") ? ending : "";
  }

  private void copy(ZipEntry entry, InputStream in, OutputStream out)
      throws FormatException, IOException {
    byte[] buffer = new byte[1 << 16];
    CRC32 crc = new CRC32();
    long packed = Math.max(1, entry.getCompressedSize());
    long size = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      size += read;
      unpacked += read;
      if (unpacked > limits.maxBytes()) {
        throw new FormatException(
            "zip-too-large",
            "%s unpacks to more than %,d bytes, which is the limit"
                .formatted(name, limits.maxBytes()),
            "Import it in several parts.");
      }
      if (size > RATIO_COUNTS_FROM && size / packed > limits.maxZipRatio()) {
        throw new FormatException(
            "zip-bomb",
            "'%s' in %s unpacks to more than %d times its packed size, as no map data do"
                .formatted(printable(entry.getName()), name, limits.maxZipRatio()),
            "Do not use this file; if it is real, import it unpacked.");
      }
      crc.update(buffer, 0, read);
      out.write(buffer, 0, read);
    }
    if (crc.getValue() != entry.getCrc()) {
      throw damaged(
          name, "the checksum of '%s' does not fit".formatted(printable(entry.getName())));
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
    Path used = folder;
    if (used != null) {
      folder = null;
      try (var all = Files.list(used)) {
        for (Path file : all.toList()) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(used);
    }
  }
}
