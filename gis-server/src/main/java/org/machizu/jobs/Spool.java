package org.machizu.jobs;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files of jobs on this server's disk: uploads on their way in, exports on their way out. Each
 * lies in a folder of its own, readable by the server's account alone, bounded in size and age, and
 * outlives the server, as its job does.
 */
public final class Spool {
  private static final String UPLOAD = "in-";
  private static final String RESULT = "out-";
  private static final String FORMS = "forms";
  private static final String SERVER = "server-";
  private static final int CHUNK = 1 << 16;
  private static final int CHUNKS_BETWEEN_MEASURING = 128;
  private static final int LONGEST_NAME = 60;

  private final Path folder;
  private final long maxBytes;
  private final Duration maxAge;
  private final InstantSource clock;

  /**
   * Opens the spool.
   *
   * @param maxBytes of all files together
   * @param maxAge files older than this are removed
   */
  public Spool(Path folder, long maxBytes, Duration maxAge, InstantSource clock)
      throws IOException {
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.maxAge = maxAge;
    this.clock = clock;
    createPrivately(folder);
    deleteTree(formsFolder()); // what was coming in when a server stopped
    createPrivately(formsFolder());
  }

  /** Removes everything that lies there. */
  void clear() throws IOException {
    for (Path entry : entries()) {
      if (!isOurs(nameOf(entry))) {
        deleteTree(entry);
      }
    }
  }

  /** What belongs to no job. */
  private static boolean isOurs(String name) {
    return name.equals(FORMS) || name.startsWith(SERVER);
  }

  /** Which starts of a server have been noted here; none of them lives, this one apart. */
  List<String> listServers() throws IOException {
    return entries().stream()
        .map(Spool::nameOf)
        .filter(name -> name.startsWith(SERVER))
        .map(name -> name.substring(SERVER.length()))
        .toList();
  }

  /** Notes this start of the server in the place of the ones before. */
  void noteServer(String id) throws IOException {
    for (String former : listServers()) {
      deleteTree(folder.resolve(SERVER + former));
    }
    createPrivately(folder.resolve(SERVER + id));
  }

  /**
   * Where forms may lie while they come in; whoever takes them removes them. Emptied when a spool
   * opens.
   */
  public Path formsFolder() {
    return folder.resolve(FORMS);
  }

  /**
   * Streams an upload into a file of its own, in the place of the one that the job has; returns
   * when the disk keeps it.
   *
   * @param jobId the job that begins with it
   * @param fileName as the sender calls it; only its last part and harmless characters are kept
   * @param maxFileBytes refuse more than this
   * @throws SpoolLimitException when the file or all files together are too large; nothing is kept
   */
  public Path receive(String jobId, String fileName, InputStream content, long maxFileBytes)
      throws IOException {
    removeInput(jobId);
    Path home = home(UPLOAD, jobId);
    createPrivately(home);
    Path file = home.resolve(harmless(fileName));
    boolean whole = false;
    try (FileChannel channel = FileChannel.open(file, CREATE_NEW, WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      copy(content, out, maxFileBytes);
      channel.force(true); // the job that begins with it is about to be promised
      whole = true;
    } finally {
      if (!whole) {
        deleteTree(home);
      }
    }
    return file;
  }

  /** An empty folder for the result of a job; what it holds is found again by the job's id. */
  public Path newResultFolder(String jobId) throws IOException {
    requireRoom();
    Path home = home(RESULT, jobId);
    createPrivately(home);
    return home;
  }

  /** The one file that is the result of a job; empty when there is none or it was removed. */
  public Optional<Path> findResult(String jobId) throws IOException {
    return only(home(RESULT, jobId));
  }

  /** The file that a job begins with; empty when it does not lie here. */
  Optional<Path> findInput(String jobId) throws IOException {
    return only(home(UPLOAD, jobId));
  }

  private static Optional<Path> only(Path home) throws IOException {
    if (!Files.isDirectory(home)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(home)) {
      return files.findFirst();
    }
  }

  /** When the result of a job that ends now will be removed. */
  public Instant resultExpires() {
    return clock.instant().plus(maxAge);
  }

  /**
   * @throws SpoolLimitException when there is no room for anything more
   */
  public void requireRoom() throws IOException {
    requireRoom(usedBytes());
  }

  /**
   * As {@link #requireRoom()}, of files that lie elsewhere.
   *
   * @param used bytes of all of them together
   */
  void requireRoom(long used) {
    if (used >= maxBytes) {
      throw SpoolLimitException.full(maxBytes);
    }
  }

  /** Removes the file that a job begins with. */
  public void removeInput(String jobId) throws IOException {
    deleteTree(home(UPLOAD, jobId));
  }

  /** Removes what came of a job; true when there was something. */
  public boolean removeResult(String jobId) throws IOException {
    boolean there = findResult(jobId).isPresent();
    deleteTree(home(RESULT, jobId));
    return there;
  }

  /** Files older than this are removed. */
  Duration maxAge() {
    return maxAge;
  }

  /**
   * Removes what is too old.
   *
   * @param isUnfinished whether a job still needs what it begins with
   */
  public void sweep(Predicate<String> isUnfinished) throws IOException {
    Instant oldest = clock.instant().minus(maxAge);
    for (Path entry : entries()) {
      String name = nameOf(entry);
      boolean isNeeded =
          name.startsWith(UPLOAD) && isUnfinished.test(name.substring(UPLOAD.length()));
      if (isOurs(name) || isNeeded) {
        continue;
      }
      try {
        if (Files.getLastModifiedTime(entry).toInstant().isBefore(oldest)) {
          deleteTree(entry);
        }
      } catch (NoSuchFileException e) {
        continue; // its job has removed it meanwhile
      }
    }
  }

  private Path home(String kind, String jobId) {
    if (jobId.isEmpty() || !jobId.chars().allMatch(Spool::isHexDigit)) {
      throw new IllegalArgumentException("'" + jobId + "' is no job id");
    }
    return folder.resolve(kind + jobId);
  }

  private static boolean isHexDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  private void copy(InputStream content, OutputStream out, long maxFileBytes) throws IOException {
    byte[] chunk = new byte[CHUNK];
    long size = 0;
    for (long i = 0; ; i++) {
      if (i % CHUNKS_BETWEEN_MEASURING == 0) {
        requireRoom();
      }
      int read = content.read(chunk);
      if (read < 0) {
        return;
      }
      size += read;
      if (size > maxFileBytes) {
        throw SpoolLimitException.tooLarge(maxFileBytes);
      }
      out.write(chunk, 0, read);
    }
  }

  /** Measured anew each time: a counter would drift from the disk. There are few files. */
  private long usedBytes() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.mapToLong(Spool::sizeOrNothing).sum();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof NoSuchFileException) {
        return usedBytes(); // a job has removed its file while we looked
      }
      throw e.getCause();
    }
  }

  private static long sizeOrNothing(Path path) {
    try {
      return Files.isRegularFile(path) ? Files.size(path) : 0;
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.toList();
    }
  }

  /** Shapefile and format detection look at names, so the ending is kept. */
  static String harmless(String fileName) {
    String last =
        fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
    String clean = last.replaceAll("[^\\p{L}\\p{N}._-]", "_");
    String bounded = clean.substring(Math.max(0, clean.length() - LONGEST_NAME));
    return bounded.isBlank() || bounded.startsWith(".") ? "upload" + bounded : bounded;
  }

  private static void createPrivately(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(root)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }

  private static String nameOf(Path entry) {
    return String.valueOf(entry.getFileName());
  }
}
