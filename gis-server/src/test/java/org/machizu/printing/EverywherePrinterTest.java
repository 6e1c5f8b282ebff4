package org.machizu.printing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.outbound.Certificates;
import org.machizu.outbound.Outbound;
import org.machizu.printing.PrintResult.NotPrinted;
import org.machizu.printing.PrintResult.Printed;

/**
 * Against a printer that we have not written: CUPS' own IPP Everywhere printer (Debian:
 * cups-ipp-utils and dbus). Without it these are passed over.
 */
class EverywherePrinterTest {
  private static final Path PRINTER = Path.of("/usr/sbin/ippeveprinter");
  private static final Path BUS = Path.of("/usr/bin/dbus-daemon");
  private static final byte[] PDF =
      "%PDF-1.4\n% what is kept is what was sent\n%%EOF\n".getBytes(US_ASCII);

  /** It makes its key when it is first asked for it, which may take seconds. */
  private static final PaperPrinter.Bounds PATIENT =
      new PaperPrinter.Bounds(
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofMillis(100));

  private static final Pattern FINGERPRINT = Pattern.compile("([0-9A-F]{2}:){31}[0-9A-F]{2}");

  @TempDir Path folder;
  private final List<Process> processes = new ArrayList<>();
  private int port;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(
        Files.isExecutable(PRINTER) && Files.isExecutable(BUS),
        "there is no ippeveprinter: apt-get install cups-ipp-utils dbus");
    // It insists on a bus on which it could announce itself.
    String bus = "unix:path=" + folder.resolve("bus");
    run(Map.of(), BUS.toString(), "--session", "--nofork", "--address=" + bus);
    await(() -> Files.exists(folder.resolve("bus")));
    port = freePort();
    Files.createDirectory(folder.resolve("keys"));
    Files.createDirectory(folder.resolve("kept"));
    run(
        Map.of("DBUS_SYSTEM_BUS_ADDRESS", bus),
        PRINTER.toString(),
        "-k",
        "-r",
        "off",
        "-c",
        "/bin/true",
        "-f",
        "application/pdf",
        "-d",
        folder.resolve("kept").toString(),
        "-K",
        folder.resolve("keys").toString(),
        "-p",
        String.valueOf(port),
        "-n",
        "localhost",
        "Test");
    await(this::isListening);
  }

  @AfterEach
  void stop() throws Exception {
    for (Process process : processes.reversed()) {
      process.destroy();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void aPaperIsPrintedAsItWasSentAndOnlyOnA4() throws Exception {
    PaperPrinter printer = printer("ipp", Map.of());
    assertThat(printer.print("letter", PDF))
        .as("it comes with Letter")
        .isInstanceOfSatisfying(
            NotPrinted.class, r -> assertThat(r.state()).isEqualTo(PrinterState.PAPER_OUT));

    load("iso_a4_210x297mm");
    assertThat(printer.print("証明書 2026-000012", PDF)).isEqualTo(new Printed(PrinterState.READY));

    assertThat(kept()).hasSize(1);
    assertThat(Files.readAllBytes(kept().getFirst())).isEqualTo(PDF);
  }

  @Test
  void aCertificateThatItMadeItselfIsTakenByItsFingerprintAlone() throws Exception {
    load("iso_a4_210x297mm");
    Standing unknown = printer("ipps", Map.of()).standing();
    assertThat(unknown.state()).isEqualTo(PrinterState.ERROR);
    Matcher fingerprint = FINGERPRINT.matcher(unknown.detail());
    assertThat(fingerprint.find()).as(unknown.detail()).isTrue();
    URI web = IppAddress.of(address("ipps")).web().resolve("/");

    assertThat(printer("ipps", Map.of(web, fingerprint.group())).print("paper", PDF))
        .isInstanceOf(Printed.class);
    Standing other = printer("ipps", Map.of(web, "00".repeat(32))).standing();
    assertThat(other.detail()).contains("not the known one");
  }

  private PaperPrinter printer(String scheme, Map<URI, String> fingerprints) {
    IppAddress address = IppAddress.of(address(scheme));
    Outbound outbound =
        Outbound.toPrinters(
            List.of(address.web()),
            Certificates.of(fingerprints),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            1 << 20);
    return new PaperPrinter(address, outbound, PATIENT);
  }

  private URI address(String scheme) {
    return URI.create(scheme + "://localhost:" + port + "/ipp/print");
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("kept"))) {
      return files.filter(f -> f.toString().endsWith(".pdf")).toList();
    }
  }

  /** By the form that it has for people. */
  private void load(String size) throws IOException {
    URI form =
        URI.create(
            "http://localhost:%d/media?size1=%s&type1=stationery&level1=250&size3=iso_dl_110x220mm&type3=envelope&level3=-2"
                .formatted(port, size));
    try (InputStream in = form.toURL().openStream()) {
      in.readAllBytes();
    }
  }

  private void run(Map<String, String> environment, String... command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(processes.size() + ".log").toFile());
    builder.environment().putAll(environment);
    processes.add(builder.start());
  }

  private boolean isListening() {
    try (Socket socket = new Socket("localhost", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private interface Condition {
    boolean holds();
  }

  private void await(Condition condition) throws Exception {
    for (int i = 0; i < 200 && !condition.holds(); i++) {
      assertThat(processes.getLast().isAlive()).as("it runs").isTrue();
      Thread.sleep(50);
    }
    assertThat(condition.holds()).isTrue();
  }
}
