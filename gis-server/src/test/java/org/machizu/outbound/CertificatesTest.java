package org.machizu.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.machizu.http.TestCertificate;

/** Against a server whose certificate signs itself, as those of printers do. */
class CertificatesTest {
  private HttpsServer server;
  private URI printer;
  private String fingerprint;

  @BeforeEach
  void start() throws Exception {
    TestCertificate own = TestCertificate.valid("EC", 1);
    fingerprint =
        HexFormat.ofDelimiter(":")
            .withUpperCase()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(own.certificate().getEncoded()));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "own", own.keys().getPrivate(), new char[0], new X509Certificate[] {own.certificate()});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        e -> {
          e.sendResponseHeaders(200, -1);
          e.close();
        });
    server.start();
    // By its address, which its certificate does not name.
    printer = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void theOneWhoseFingerprintIsKnownIsTakenAsItIs() throws Exception {
    assertThat(ask(Map.of(printer, fingerprint)).status()).isEqualTo(200);
    assertThat(
            ask(Map.of(printer, fingerprint.replace(":", "").toLowerCase(java.util.Locale.ROOT)))
                .status())
        .isEqualTo(200);
  }

  @Test
  void anotherCertificateIsRefusedAndTold() {
    assertThatThrownBy(() -> ask(Map.of(printer, "00".repeat(32))))
        .hasMessageContaining(fingerprint)
        .hasMessageContaining("not the known one");
  }

  @Test
  void oneThatNobodyKnowsIsRefusedAndTheFingerprintTold() {
    assertThatThrownBy(() -> ask(Map.of())).hasMessageContaining(fingerprint);
    assertThatThrownBy(() -> ask(Map.of(URI.create("https://192.168.10.21:631/"), fingerprint)))
        .as("the fingerprint of another printer")
        .isInstanceOf(OutboundException.class);
  }

  @Test
  void whatIsNoFingerprintIsRefused() {
    assertThatThrownBy(() -> Certificates.of(Map.of(printer, "5A:5A")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Certificates.of(Map.of(printer, "no")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Outbound.Reply ask(Map<URI, String> fingerprints) throws OutboundException {
    try (Outbound outbound =
        Outbound.toPrinters(
            List.of(printer),
            Certificates.of(fingerprints),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            1000)) {
      return outbound.send(printer, Map.of(), null);
    }
  }
}
