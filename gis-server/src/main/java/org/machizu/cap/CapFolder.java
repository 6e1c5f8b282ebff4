package org.machizu.cap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lays the feed and its messages down as files, each written whole beside its place and then moved
 * there, so that nobody reads half of one. Files of former messages stay.
 */
final class CapFolder {
  static final String FEED = "alerts.atom";

  private static final Logger LOG = LoggerFactory.getLogger(CapFolder.class);

  private final Path folder;
  private final CapFeed feed;
  private volatile boolean behind = true;

  CapFolder(Path folder, CapFeed feed) {
    this.folder = folder;
    this.feed = feed;
  }

  /** Whether something could not be written the last time, or nothing was yet. */
  boolean isBehind() {
    return behind;
  }

  /**
   * Writes what is not there as it should be. What goes wrong is logged, and done the next time.
   */
  synchronized void write() {
    behind = true;
    try {
      Files.createDirectories(folder);
      List<CapMessage> messages = feed.messages();
      for (CapMessage message : messages) {
        write(file(message), feed.bytes(message));
      }
      write(FEED, feed.atom(messages, FEED, CapFolder::file));
      behind = false;
    } catch (IOException e) {
      LOG.error("alerts cannot be laid down in {}; they are with the next one", folder, e);
    }
  }

  private static String file(CapMessage message) {
    return message.identifier() + ".xml";
  }

  private void write(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), content)) {
      return;
    }
    Path part = folder.resolve("." + name + "." + UUID.randomUUID());
    try {
      Files.write(part, content);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
