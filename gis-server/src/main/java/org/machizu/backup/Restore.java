package org.machizu.backup;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;

/**
 * Unpacks a backup and checks all of it: size and checksum of each part, rows of each table, then,
 * in the program's form, count, checksum and history of each layer and the end of each audit chain.
 */
public final class Restore {
  private static final int CHUNK = 1 << 18;
  private static final int MAX_MANIFEST_BYTES = 64 << 20;

  private final UnpackedStore store;

  public Restore(UnpackedStore store) {
    this.store = store;
  }

  /** What the backup says of itself, before anything else of it is looked at. */
  public Manifest manifest(Path file) throws IOException, DamagedBackupException {
    try (ZipFile zip = open(file)) {
      Manifest manifest = manifest(zip);
      checkForms(manifest);
      return manifest;
    }
  }

  /**
   * Unpacks into an empty folder, which holds the town in the program's form afterwards.
   *
   * @param folder private to this account; the caller removes it when this throws
   */
  public Manifest unpack(Path file, Path folder, Progress progress)
      throws IOException, DamagedBackupException, CancelledException {
    Manifest manifest;
    try (ZipFile zip = open(file)) {
      manifest = manifest(zip);
      checkForms(manifest);
      int done = 0;
      for (Manifest.Part part : manifest.parts()) {
        unpack(zip, part, folder, progress);
        progress.report(0.6 * ++done / manifest.parts().size());
      }
    } catch (ZipException | EOFException e) {
      throw DamagedBackupException.damaged("the file is damaged or was cut off: " + e.getMessage());
    }
    check(manifest, folder, progress);
    return manifest;
  }

  private static ZipFile open(Path file) throws IOException, DamagedBackupException {
    try {
      return new ZipFile(file.toFile());
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new DamagedBackupException(
          "backup-missing", "there is no file " + file, "give the name of a backup");
    } catch (ZipException e) {
      throw DamagedBackupException.damaged(
          "%s is no backup, is damaged or was cut off: %s".formatted(file, e.getMessage()));
    }
  }

  private static Manifest manifest(ZipFile zip) throws IOException, DamagedBackupException {
    ZipEntry entry = zip.getEntry(Manifest.NAME);
    if (entry == null) {
      throw DamagedBackupException.damaged(
          zip.getName() + " is no backup: it has no " + Manifest.NAME);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] json = in.readNBytes(MAX_MANIFEST_BYTES + 1);
      if (json.length > MAX_MANIFEST_BYTES) {
        throw DamagedBackupException.damaged("its manifest is larger than any town's");
      }
      return Manifest.read(json);
    } catch (ZipException | EOFException e) {
      throw DamagedBackupException.damaged("its manifest cannot be read: " + e.getMessage());
    }
  }

  private void checkForms(Manifest manifest) throws DamagedBackupException {
    for (Manifest.Part part : manifest.parts()) {
      int newest = store.newestForm(part.name());
      if (part.form() > newest) {
        throw new DamagedBackupException(
            "backup-newer",
            "%s in the backup has the form %d, but this program knows forms up to %d"
                .formatted(part.name(), part.form(), newest),
            "restore it with the newer program that wrote it");
      }
    }
  }

  private static void unpack(ZipFile zip, Manifest.Part part, Path folder, Progress progress)
      throws IOException, DamagedBackupException, CancelledException {
    ZipEntry entry = zip.getEntry(part.name());
    if (entry == null) {
      throw DamagedBackupException.damaged(part.name() + " is missing in it");
    }
    Path target = folder.resolve(part.name());
    PrivateFolders.create(Objects.requireNonNull(target.getParent()));
    MessageDigest digest = ContentDigest.sha256();
    long bytes = 0;
    try (InputStream in = zip.getInputStream(entry);
        FileChannel channel = PrivateFolders.createFile(target, rights(part))) {
      OutputStream out = Channels.newOutputStream(channel);
      byte[] chunk = new byte[CHUNK];
      for (int n = in.read(chunk); n >= 0 && bytes <= part.bytes(); n = in.read(chunk)) {
        progress.checkCancelled();
        out.write(chunk, 0, n);
        digest.update(chunk, 0, n);
        bytes += n;
      }
      channel.force(true);
    }
    if (bytes != part.bytes() || !HexFormat.of().formatHex(digest.digest()).equals(part.sha256())) {
      throw DamagedBackupException.damaged(
          part.name() + " in it is not what was written: its size or its checksum differs");
    }
  }

  /** Other accounts may edit {@code town.gpkg} with QGIS; the rest is nobody else's. */
  private static String rights(Manifest.Part part) {
    return part.name().equals("town.gpkg") ? "rw-r--r--" : "rw-------";
  }

  private void check(Manifest manifest, Path folder, Progress progress)
      throws DamagedBackupException, CancelledException {
    for (Manifest.Part part : manifest.parts()) {
      compare(part.name() + ": rows of tables", part.tables(), store.tables(folder, part.name()));
    }
    store.bringUpToDate(folder, manifest.municipality());
    int done = 0;
    for (Manifest.Part part : manifest.parts()) {
      progress.checkCancelled();
      PartContent found = store.content(folder, part.name());
      compare(
          part.name() + ": audit chain",
          Optional.ofNullable(part.content().head()),
          Optional.ofNullable(found.head()));
      compare(part.name() + ": layers", byName(part.content()), byName(found));
      progress.report(0.6 + 0.4 * ++done / manifest.parts().size());
    }
  }

  private static Map<String, LayerContent> byName(PartContent content) {
    Map<String, LayerContent> layers = new HashMap<>();
    content.layers().forEach(layer -> layers.put(layer.layer(), layer));
    return layers;
  }

  private static void compare(String what, Object told, Object found)
      throws DamagedBackupException {
    if (!told.equals(found)) {
      throw DamagedBackupException.damaged(
          "%s: the manifest tells %s, and found were %s".formatted(what, told, found));
    }
  }
}
