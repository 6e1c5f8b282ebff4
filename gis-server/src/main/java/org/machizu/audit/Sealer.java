package org.machizu.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals new lines within a second, and writes the heads of the chains into a folder: {@code
 * current.txt} after each seal, and a file for each day. What was cut off a chain with its seals is
 * missed there; what was changed there too is missed in the copies that are kept elsewhere.
 */
public final class Sealer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(400);
  private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");
  private static final String CURRENT = "current.txt";
  private static final String BROKEN = "broken-";

  private final AuditChains chains;
  private final Path folder;
  private final InstantSource clock;
  private @Nullable Thread thread;
  private @Nullable LocalDate exported;
  private boolean checked;
  private boolean failing;
  private volatile boolean closed;

  /**
   * @param folder where the heads go; made when it is missing
   */
  public Sealer(AuditChains chains, Path folder, InstantSource clock) {
    this.chains = chains;
    this.folder = folder;
    this.clock = clock;
  }

  /** Begins to seal in the background. */
  public synchronized void start() {
    if (thread != null) {
      throw new IllegalStateException("the sealer runs already");
    }
    thread = Thread.ofPlatform().daemon().name("audit seal").start(this::loop);
  }

  private void loop() {
    while (!closed) {
      try {
        pass();
        failing = false;
      } catch (RuntimeException e) {
        if (!failing) {
          LOG.error("sealing the audit log failed; it is tried again", e);
        }
        failing = true;
      }
      try {
        synchronized (this) {
          if (!closed) {
            wait(LOOK_EVERY.toMillis());
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** One look: seals what is new and writes the heads. */
  public synchronized void pass() {
    if (!checked) {
      keepBroken();
      checked = true;
    }
    boolean sealed = chains.seal();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZONE);
    if (sealed) {
      write(CURRENT);
    }
    if (!today.equals(exported)) {
      write(today + ".txt");
      exported = today;
    }
  }

  /** Heads that the chains do not contain any more are evidence, and must not be written over. */
  private void keepBroken() {
    Path current = folder.resolve(CURRENT);
    if (!Files.isRegularFile(current)) {
      return;
    }
    try {
      List<Head> known = HeadsText.read(Files.readString(current));
      Set<Head> present = new LinkedHashSet<>(chains.heads());
      for (Head head : known) {
        boolean shorter =
            present.stream().noneMatch(h -> h.chain().equals(head.chain()))
                || present.stream()
                    .anyMatch(h -> h.chain().equals(head.chain()) && isShorter(h, head));
        if (shorter) {
          LOG.error(
              "the audit log of {} ends before batch {} now; look at it with: machizu audit verify",
              head.chain(),
              head.batch());
          Files.copy(
              current,
              folder.resolve(BROKEN + clock.millis() + ".txt"),
              StandardCopyOption.REPLACE_EXISTING);
          return;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + current, e);
    } catch (IllegalArgumentException e) {
      LOG.error("{} cannot be used: {}", current, e.getMessage());
    }
  }

  private static boolean isShorter(Head present, Head known) {
    return present.batch() < known.batch()
        || (present.batch() == known.batch() && !present.hash().equals(known.hash()));
  }

  private void write(String name) {
    List<Head> heads = chains.heads();
    if (heads.isEmpty()) {
      return;
    }
    Path file = folder.resolve(name);
    Path fresh = folder.resolve(name + ".new");
    try {
      Files.createDirectories(folder);
      Files.writeString(fresh, HeadsText.write(clock.instant(), heads));
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** The text of today's heads, to be kept elsewhere. */
  public String headsText() {
    return HeadsText.write(clock.instant(), chains.heads());
  }

  /**
   * Reads all lines and seals again, and compares with all heads in the folder.
   *
   * @param against further heads, kept elsewhere
   */
  public List<ChainReport> verify(List<Head> against, Progress progress) throws CancelledException {
    List<Head> known = new ArrayList<>(against);
    List<ChainReport.Flaw> unreadable = new ArrayList<>();
    for (Path file : headFiles()) {
      try {
        known.addAll(HeadsText.read(Files.readString(file, StandardCharsets.UTF_8)));
      } catch (NoSuchFileException e) {
        LOG.debug("{} is just being written anew", file);
      } catch (IOException | IllegalArgumentException e) {
        unreadable.add(
            new ChainReport.Flaw(
                ChainReport.Kind.DIFFERS_FROM_HEAD,
                0,
                file.getFileName() + " cannot be used: " + e.getMessage()));
      }
    }
    List<ChainReport> reports = new ArrayList<>(chains.verify(known, progress));
    if (!unreadable.isEmpty()) {
      reports.add(new ChainReport(String.valueOf(folder.getFileName()), 0, 0, 0, unreadable));
    }
    return reports;
  }

  private List<Path> headFiles() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
  }

  /** Seals what is left, and writes the day's heads once more. */
  @Override
  public void close() {
    Thread running;
    synchronized (this) {
      closed = true;
      running = thread;
      notifyAll();
    }
    if (running != null) {
      try {
        running.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    try {
      exported = null;
      pass();
    } catch (RuntimeException e) {
      LOG.error("the last lines of the audit log are sealed at the next start", e);
    }
  }
}
