package org.machizu.jobs;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.machizu.jobs.SharedFiles.Role;

/**
 * The files of jobs: what the work begins with and what came of it. A town's one server keeps them
 * in its spool; several servers keep them in their store, and have in their spools only what they
 * are working with.
 */
public final class JobFiles {
  private final Spool spool;
  private final @Nullable SharedFiles shared;

  private JobFiles(Spool spool, @Nullable SharedFiles shared) {
    this.spool = spool;
    this.shared = shared;
  }

  /** For the only server of a town: its files outlive it. */
  public static JobFiles onDisk(Spool spool) {
    return new JobFiles(spool, null);
  }

  /**
   * For one of several servers.
   *
   * @param spool what lies there from an earlier start is removed
   */
  public static JobFiles shared(Spool spool, SharedFiles shared) throws IOException {
    spool.clear();
    return new JobFiles(spool, shared);
  }

  /**
   * Notes which start of the server has the spool.
   *
   * @param forget is told of the starts before, which live no more
   */
  void noteServer(String id, Consumer<String> forget) throws IOException {
    spool.listServers().forEach(forget);
    spool.noteServer(id);
  }

  /** Where forms may lie while they come in; whoever takes them removes them. */
  public Path formsFolder() {
    return spool.formsFolder();
  }

  /**
   * @throws SpoolLimitException when there is no room for anything more
   */
  public void requireRoom() throws IOException {
    spool.requireRoom();
    if (shared != null) {
      spool.requireRoom(shared.usedBytes());
    }
  }

  /**
   * Streams in what a job is to begin with; returns when it is kept.
   *
   * @param name as the sender calls it; only its last part and harmless characters are kept
   * @throws SpoolLimitException when the file or all files together are too large; nothing is kept
   */
  public void receive(String job, String name, InputStream content, long maxBytes)
      throws IOException {
    if (shared == null) {
      Path unused = spool.receive(job, name, content, maxBytes);
      return;
    }
    requireRoom();
    shared.put(job, Role.INPUT, Spool.harmless(name), content, maxBytes);
  }

  /**
   * What the job begins with, on this server's disk; {@link #letGo} when it is no longer needed.
   * Empty when it is not kept any more.
   */
  public Optional<Path> input(String job) throws IOException {
    Optional<Path> here = spool.findInput(job);
    if (here.isPresent() || shared == null) {
      return here;
    }
    Optional<SharedFiles.Kept> kept = shared.find(job, Role.INPUT);
    Optional<InputStream> content = shared.open(job, Role.INPUT);
    if (kept.isEmpty() || content.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = content.get()) {
      return Optional.of(spool.receive(job, kept.get().name(), in, kept.get().size()));
    }
  }

  /** Takes from this server's disk what lies elsewhere too. */
  public void letGo(String job) throws IOException {
    if (shared != null) {
      spool.removeInput(job);
    }
  }

  /** An empty folder on this server's disk for the one file that is to be the job's result. */
  public Path newResultFolder(String job) throws IOException {
    requireRoom();
    spool.removeResult(job); // of a try that came to no end
    return spool.newResultFolder(job);
  }

  /** Lets every server give out the file in the job's result folder. */
  public void keepResult(String job) throws IOException {
    Path file =
        spool
            .findResult(job)
            .orElseThrow(() -> new IllegalStateException("job " + job + " has made no file"));
    if (shared == null) {
      return;
    }
    try (InputStream content = Files.newInputStream(file)) {
      shared.put(job, Role.RESULT, String.valueOf(file.getFileName()), content, Files.size(file));
    }
    spool.removeResult(job);
  }

  /** What came of a job; empty when nothing did or it was removed. */
  public Optional<JobFile> findResult(String job) throws IOException {
    if (shared != null) {
      return shared
          .find(job, Role.RESULT)
          .map(kept ->
              new JobFile(
                  kept.name(),
                  kept.size(),
                  () ->
                      shared
                          .open(job, Role.RESULT)
                          .orElseThrow(() ->
                              new IOException("the file of job " + job + " was just removed"))));
    }
    Optional<Path> file = spool.findResult(job);
    return file.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new JobFile(
                String.valueOf(file.get().getFileName()),
                Files.size(file.get()),
                () -> new BufferedInputStream(Files.newInputStream(file.get()))));
  }

  /** When the result of a job that ends now will be removed. */
  public Instant resultExpires() {
    return spool.resultExpires();
  }

  /** Removes what came of a job; true when there was something. */
  public boolean removeResult(String job) throws IOException {
    boolean here = spool.removeResult(job);
    boolean there = shared != null && shared.remove(job, Role.RESULT);
    return here || there;
  }

  /** Removes what a job began with, once it has ended. */
  public void removeInput(String job) {
    try {
      spool.removeInput(job);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (shared != null) {
      boolean unused = shared.remove(job, Role.INPUT);
    }
  }

  /**
   * Removes what is too old.
   *
   * @param isUnfinished whether a job still needs what it begins with
   */
  void sweep(Predicate<String> isUnfinished) throws IOException {
    spool.sweep(isUnfinished);
    if (shared != null) {
      shared.sweep(spool.maxAge());
    }
  }
}
