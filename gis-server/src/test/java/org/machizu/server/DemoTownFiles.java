package org.machizu.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.machizu.samples.SampleFiles;

/**
 * The sample town's files, and the town that the demo makes of them: made once for all test classes
 * of a run, in whichever process wants them first, since making them takes most of a minute. Each
 * class that wants the town gets a copy of its own.
 */
final class DemoTownFiles {
  private static final Path KEPT = Path.of("target", "demo-town").toAbsolutePath();
  private static final String WHOLE = "whole";

  private DemoTownFiles() {}

  /** The sample files; not to be changed. */
  static Path samples() throws Exception {
    return made().resolve("samples");
  }

  /**
   * Copies the town's data folder.
   *
   * @param to not there yet
   */
  static void copyTown(Path to) throws Exception {
    copy(made().resolve("data"), to);
  }

  private static synchronized Path made() throws Exception {
    Path own = KEPT.resolve(run());
    Files.createDirectories(KEPT);
    try (FileChannel file =
            FileChannel.open(
                KEPT.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = file.lock()) {
      if (!Files.exists(own.resolve(WHOLE))) {
        deleteFormer();
        Files.createDirectories(own);
        Path samples = own.resolve("samples");
        SampleFiles.main(new String[] {samples.toString()});
        DemoTown.make(samples, own.resolve("data")).close();
        Files.createFile(own.resolve(WHOLE));
      }
    }
    return own;
  }

  /** The same for all processes that one build starts. */
  private static String run() {
    ProcessHandle build = ProcessHandle.current().parent().orElse(ProcessHandle.current());
    return build.pid() + "-" + build.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
  }

  private static void deleteFormer() throws IOException {
    try (Stream<Path> former = Files.list(KEPT)) {
      for (Path folder : former.filter(Files::isDirectory).toList()) {
        try (Stream<Path> all = Files.walk(folder)) {
          for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(one);
          }
        }
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(from)) {
      all = walk.toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path one : all) {
      Files.copy(one, to.resolve(from.relativize(one).toString()));
    }
  }
}
