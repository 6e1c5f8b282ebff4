package org.machizu.handover;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.machizu.jobs.Progress;

/** A process of its own that holds a folder until it is killed. */
final class HoldingProcess implements AutoCloseable {
  private final Process process;

  private HoldingProcess(Process process) {
    this.process = process;
  }

  /** Starts it and waits until it holds the folder. */
  static HoldingProcess start(Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                HoldingProcess.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    if (!"holding".equals(line)) {
      throw new IllegalStateException("the process did not take hold but said " + line);
    }
    return new HoldingProcess(process);
  }

  long pid() {
    return process.pid();
  }

  /** Kills it as the system would, without giving it time to tidy up. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  public static void main(String[] arguments) throws Exception {
    FolderLock lock = FolderLock.acquire(Path.of(arguments[0]), "serve");
    HandoverServer server = HandoverServer.open(lock, HoldingProcess::echo);
    System.out.println("holding");
    Thread.sleep(Long.MAX_VALUE);
    server.close();
  }

  private static Map<String, Object> echo(HandoverRequest request, Progress progress) {
    return Map.of("command", request.command(), "file", request.find("file").orElse(""));
  }
}
