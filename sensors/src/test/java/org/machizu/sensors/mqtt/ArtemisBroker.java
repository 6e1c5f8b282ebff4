package org.machizu.sensors.mqtt;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** {@link BrokerProcess}, started and killed. */
final class ArtemisBroker implements TestBroker {
  private final Path folder;
  private final TlsFiles tls;
  private final int port = Mosquitto.freePort();
  private final int tlsPort = Mosquitto.freePort();
  private Process process;

  ArtemisBroker(Path folder) throws Exception {
    this.folder = folder;
    tls = TlsFiles.in(folder.resolve("tls"));
  }

  @Override
  public void start() throws Exception {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                folder.resolve("broker").toString(),
                Integer.toString(port),
                Integer.toString(tlsPort),
                tls.store().toString())
            .redirectError(folder.resolve("broker.log").toFile())
            .start();
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    String line = said.readLine();
    if (line == null || !line.startsWith("ready")) {
      throw new IllegalStateException(
          "the broker said " + line + java.nio.file.Files.readString(folder.resolve("broker.log")));
    }
    System.out.println("embedded broker: " + line);
  }

  /** What it acknowledges is on the disk. */
  @Override
  public void settle() {}

  @Override
  public void kill() throws Exception {
    process.destroyForcibly().waitFor();
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public int tlsPort() {
    return tlsPort;
  }

  @Override
  public Path authority() {
    return tls.certificate();
  }

  @Override
  public void close() throws Exception {
    if (process != null) {
      process.destroy();
      process.waitFor();
    }
  }
}
