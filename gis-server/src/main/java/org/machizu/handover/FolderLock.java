package org.machizu.handover;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The exclusive hold of a data folder, from {@link #acquire} to {@link #close}. The system lets go
 * of it by itself when the process dies, however that happens. Works on local disks; network file
 * systems are not for data folders anyway (SQLite's WAL forbids them).
 */
public final class FolderLock implements AutoCloseable {
  private static final String LOCK = ".lock";
  private static final String HOLDER = ".holder";
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * What this process holds. POSIX locks belong to the process, and closing any channel of the file
   * lets go of them: so nobody here may even open the lock file of a folder that is held already.
   */
  private static final Set<Path> HELD_BY_THIS_PROCESS = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final String purpose;
  private final FileChannel channel;
  private final FileLock lock;

  private FolderLock(Path folder, String purpose, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.purpose = purpose;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes hold of the folder, which is made when it is missing.
   *
   * @param purpose the command, for those who find the folder in use
   * @throws FolderInUseException when somebody else holds it
   */
  public static FolderLock acquire(Path folder, String purpose)
      throws FolderInUseException, IOException {
    Files.createDirectories(folder);
    Path real = folder.toRealPath();
    if (!HELD_BY_THIS_PROCESS.add(real)) {
      throw new FolderInUseException(folder, findHolder(real));
    }
    boolean held = false;
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(real.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new FolderInUseException(folder, findHolder(real));
      }
      FolderLock hold = new FolderLock(real, purpose, channel, lock);
      hold.tell(null);
      held = true;
      return hold;
    } finally {
      if (!held) {
        if (channel != null) {
          channel.close();
        }
        HELD_BY_THIS_PROCESS.remove(real);
      }
    }
  }

  /** The folder, without symbolic links. */
  public Path folder() {
    return folder;
  }

  /** Tells others where work for this folder is taken; null when it is no longer. */
  void tell(@Nullable Path socket) throws IOException {
    ObjectNode told = JSON.createObjectNode();
    told.put("pid", ProcessHandle.current().pid()).put("purpose", purpose);
    if (socket != null) {
      told.put("socket", socket.toString());
    }
    Path next = folder.resolve(HOLDER + ".new"); // nobody reads half of it
    Files.writeString(next, told.toString());
    Files.move(
        next,
        folder.resolve(HOLDER),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static Optional<Holder> findHolder(Path folder) throws IOException {
    try {
      JsonNode told = JSON.readTree(Files.readString(folder.resolve(HOLDER)));
      String socket = told.path("socket").textValue();
      return Optional.of(
          new Holder(
              told.path("pid").asLong(),
              told.path("purpose").asText(),
              socket == null ? null : Path.of(socket)));
    } catch (NoSuchFileException | JacksonException e) {
      return Optional.empty(); // it took hold this very moment
    }
  }

  @Override
  public void close() throws IOException {
    if (!lock.isValid()) {
      return;
    }
    Files.deleteIfExists(folder.resolve(HOLDER));
    lock.release();
    channel.close();
    HELD_BY_THIS_PROCESS.remove(folder);
  }
}
