package org.machizu.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;

/** Writes a backup: under a temporary name, on the disk, then under its own. */
public final class Backup {
  private static final int CHUNK = 1 << 18;

  private final BackupStore store;

  public Backup(BackupStore store) {
    this.store = store;
  }

  /**
   * What was written.
   *
   * @param bytes of the file
   * @param held for how long writers were kept waiting
   */
  public record Result(Manifest manifest, long bytes, Duration held) {}

  /**
   * Writes the file, readable by this account alone.
   *
   * @throws FileAlreadyExistsException when there is one of that name
   */
  public Result write(Path file, Progress progress) throws IOException, CancelledException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (Snapshot snapshot = store.snapshot(progress)) {
      Manifest manifest;
      try (FileChannel channel = PrivateFolders.createFile(fresh, "rw-------")) {
        // The stream is left open: closing it would close the channel before it is on the disk.
        ZipOutputStream zip =
            new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), CHUNK));
        zip.setLevel(Deflater.BEST_SPEED);
        manifest = write(snapshot, zip, progress);
        zip.finish();
        zip.flush();
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      forceFolder(file);
      return new Result(manifest, Files.size(file), snapshot.held());
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** So that the new name outlives a loss of power, too. */
  private static void forceFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private Manifest write(Snapshot snapshot, ZipOutputStream zip, Progress progress)
      throws IOException, CancelledException {
    List<Manifest.Part> parts = new ArrayList<>();
    for (Snapshot.Part part : snapshot.parts()) {
      progress.checkCancelled();
      Path copy = part.copy();
      try {
        parts.add(write(part, copy, zip, progress));
      } finally {
        Files.deleteIfExists(copy);
      }
      progress.report((double) parts.size() / (snapshot.parts().size() + 1));
    }
    Manifest manifest =
        new Manifest(
            Manifest.VERSION, Manifest.GEOPACKAGE, snapshot.municipality(), snapshot.time(), parts);
    zip.putNextEntry(new ZipEntry(Manifest.NAME));
    zip.write(manifest.write());
    zip.closeEntry();
    return manifest;
  }

  private static Manifest.Part write(
      Snapshot.Part part, Path copy, ZipOutputStream zip, Progress progress)
      throws IOException, CancelledException {
    zip.putNextEntry(new ZipEntry(part.name()));
    long bytes = 0;
    try (InputStream file = Files.newInputStream(copy);
        DigestInputStream in = new DigestInputStream(file, ContentDigest.sha256())) {
      byte[] chunk = new byte[CHUNK];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        progress.checkCancelled();
        zip.write(chunk, 0, n);
        bytes += n;
      }
      zip.closeEntry();
      return new Manifest.Part(
          part.name(),
          part.form(),
          bytes,
          HexFormat.of().formatHex(in.getMessageDigest().digest()),
          part.tables(),
          part.content());
    }
  }
}
