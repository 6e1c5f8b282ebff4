package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The calls of the system that strace has seen, in their order. */
final class SystemCalls {
  private static final List<String> STRACE =
      List.of(
          "strace",
          "-f",
          "-yy",
          "-s",
          "70000",
          "-e",
          "trace=read,recvfrom,write,writev,sendto,pwrite64,fsync,fdatasync",
          "-e",
          "signal=none",
          "-o");

  private final List<String> calls;

  private SystemCalls(List<String> calls) {
    this.calls = calls;
  }

  /** Skips the test where programs cannot be traced. */
  static void assumeTraceable() throws InterruptedException {
    boolean can;
    try {
      can =
          new ProcessBuilder("strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "true")
                  .start()
                  .waitFor()
              == 0;
    } catch (IOException absent) {
      can = false;
    }
    assumeTrue(can, "strace is not installed or not allowed here, test skipped");
  }

  /** The command behind which a program is started that is traced. */
  static String[] tracing(Path trace) {
    List<String> command = new ArrayList<>(STRACE);
    command.add(trace.toString());
    command.add("--seccomp-bpf");
    return command.toArray(new String[0]);
  }

  /** Traces programs that run already, with those that they start from now on. */
  static Process attach(Path trace, List<Long> processes) throws IOException {
    List<String> command = new ArrayList<>(STRACE);
    command.add(trace.toString());
    processes.forEach(process -> command.addAll(List.of("-p", process.toString())));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Whether a program is traced now; one that has ended needs no more tracing. */
  static boolean isTraced(long process) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process + "/status"))) {
      return lines.noneMatch("TracerPid:\t0"::equals);
    } catch (IOException ended) {
      return true;
    }
  }

  static SystemCalls read(Path trace) throws IOException {
    return new SystemCalls(Files.readAllLines(trace, StandardCharsets.ISO_8859_1));
  }

  /** The first call from a place on that has something like this in it. */
  int find(int from, String what) {
    Pattern pattern = Pattern.compile(what);
    for (int n = from; n < calls.size(); n++) {
      if (pattern.matcher(calls.get(n)).find()) {
        return n;
      }
    }
    throw new AssertionError("no call after " + from + " is like " + what);
  }

  /** The number of the thread that made a call. */
  String thread(int call) {
    return calls.get(call).split(" +", 2)[0];
  }

  /** Where the next sync of a file ends well; another thread's call may lie between. */
  int findSynced(int from, String file) {
    String sync = "^(\\d+) +f(?:data)?sync\\(\\d+<[^>]*" + file + ">";
    int begun = find(from, sync);
    if (calls.get(begun).matches(".*\\) += 0$")) {
      return begun;
    }
    Matcher call = Pattern.compile(sync).matcher(calls.get(begun));
    assertThat(call.find()).isTrue();
    return find(begun, "^" + call.group(1) + " +<\\.\\.\\. f(?:data)?sync resumed>.* = 0$");
  }
}
