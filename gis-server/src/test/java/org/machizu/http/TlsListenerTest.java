package org.machizu.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.machizu.http.EdgeServer.get;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machizu.config.EdgeSettings;
import org.machizu.config.LimitSettings;
import org.machizu.config.ProxySettings;
import org.machizu.config.Secret;
import org.machizu.config.TlsSettings;

/** TLS from a town's own certificate. */
@Timeout(120)
class TlsListenerTest {
  private static final Clock NOW = Clock.systemUTC();
  private static final String PASSWORD = "snow and water";

  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    // As renewing programs do: whole files take the old ones' places.
    Path written = Files.writeString(folder.resolve(name + ".new"), text);
    return Files.move(
        written,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static TlsSettings files(Path certificate, Path key, String password, Integer redirect) {
    return new TlsSettings(
        certificate,
        Optional.ofNullable(key),
        Optional.ofNullable(password).map(Secret::new),
        Optional.ofNullable(redirect));
  }

  private static EdgeServer serve(TlsSettings files) throws CertificateException {
    EdgeSettings settings =
        new EdgeSettings(
            ProxySettings.NONE,
            List.of(),
            new LimitSettings(0, 0, 0, 0, 0, 1, 100, 50, 0),
            Optional.of(files));
    return new EdgeServer(
        settings,
        Optional.of(TlsListener.of(files, NOW, Duration.ofMillis(20))),
        get(
            "/in",
            ctx -> {
              SessionCookie.set(ctx, "token", Duration.ofHours(1));
              ctx.result(Requests.baseUrl(ctx));
            }));
  }

  private static SSLContext trusting(TestCertificate... certificates) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (TestCertificate one : certificates) {
      store.setCertificateEntry(one.certificate().getSerialNumber().toString(), one.certificate());
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static HttpResponse<String> ask(int port, TestCertificate trusted) throws Exception {
    HttpClient client = HttpClient.newBuilder().sslContext(trusting(trusted)).build();
    return client.send(
        HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/in")).build(),
        BodyHandlers.ofString());
  }

  private static void assertServes(TlsSettings files, TestCertificate certificate)
      throws Exception {
    try (EdgeServer server = serve(files)) {
      HttpResponse<String> answer = ask(server.port(), certificate);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("https://localhost:" + server.port());
      assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
      assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
          .startsWith("__Host-")
          .contains("; Secure");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void aCertificateWithItsKeyInPem(String algorithm) throws Exception {
    TestCertificate made = TestCertificate.valid(algorithm, 1);
    Path certificate = write("town.pem", made.pem());

    assertServes(files(certificate, write("a.key", made.key()), null, null), made);
    assertServes(files(certificate, write("b.key", made.oldKey()), null, null), made);
    assertServes(
        files(certificate, write("c.key", made.encryptedKey(PASSWORD)), PASSWORD, null), made);
    if (algorithm.equals("RSA")) {
      assertServes(
          files(certificate, write("d.key", made.oldEncryptedKey(PASSWORD)), PASSWORD, null), made);
    }
    assertServes(files(write("both.pem", made.key() + made.pem()), null, null, null), made);
  }

  @Test
  void aPkcs12File() throws Exception {
    TestCertificate made = TestCertificate.valid("EC", 1);

    assertServes(files(made.pkcs12(folder.resolve("t.p12"), PASSWORD), null, PASSWORD, null), made);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void bothVersionsThatAreStillSafe(String version) throws Exception {
    TestCertificate made = TestCertificate.valid("EC", 1);
    TlsSettings files = files(write("t.pem", made.pem()), write("t.key", made.key()), null, null);
    try (EdgeServer server = serve(files);
        SSLSocket socket =
            (SSLSocket)
                trusting(made).getSocketFactory().createSocket("localhost", server.port())) {
      socket.setEnabledProtocols(new String[] {version});
      socket.startHandshake();
      assertThat(socket.getSession().getProtocol()).isEqualTo(version);
    }
  }

  @Test
  void whoComesWithoutTlsIsSentOn() throws Exception {
    TestCertificate made = TestCertificate.valid("EC", 1);
    TlsSettings files = files(write("t.pem", made.pem()), write("t.key", made.key()), null, 0);
    try (EdgeServer server = serve(files)) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://localhost:" + server.otherPort() + "/in?a=b%20c"))
                      .build(),
                  BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(308);
      assertThat(answer.headers().firstValue("Location"))
          .hasValue("https://localhost:" + server.port() + "/in?a=b%20c");
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
      assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    }
  }

  @Test
  void aRenewedCertificateIsTakenWithoutARestartAndABrokenOneIsNot() throws Exception {
    TestCertificate first = TestCertificate.valid("EC", 1);
    TestCertificate second = TestCertificate.valid("RSA", 2);
    TlsSettings files = files(write("t.pem", first.pem()), write("t.key", first.key()), null, null);
    SSLContext trust = trusting(first, second);
    try (EdgeServer server = serve(files)) {
      assertThat(serial(trust, server.port())).isEqualTo(1);
      // Between the two files they do not fit, and neither does nonsense.
      write("t.pem", "nonsense");
      assertThat(serial(trust, server.port())).isEqualTo(1);
      write("t.pem", second.pem());
      assertThat(serial(trust, server.port())).isEqualTo(1);
      write("t.key", second.key());
      while (serial(trust, server.port()) != 2) {
        Thread.onSpinWait(); // each look is a handshake; the test's time bounds them
      }
    }
  }

  private static long serial(SSLContext trust, int port) throws IOException {
    try (SSLSocket socket = (SSLSocket) trust.getSocketFactory().createSocket("localhost", port)) {
      socket.startHandshake();
      X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return shown.getSerialNumber().longValue();
    }
  }

  private static void assertRefused(TlsSettings files, String... words) {
    CertificateException refused =
        catchThrowableOfType(CertificateException.class, () -> TlsListener.of(files, NOW));
    assertThat(refused).as(String.join(", ", words)).isNotNull();
    assertThat(refused.reason()).contains(words).doesNotContain(PASSWORD);
    assertThat(refused.advice()).isNotBlank();
  }

  @Test
  void filesThatCannotBeUsedAreRefusedByNameAndReason() throws Exception {
    TestCertificate made = TestCertificate.valid("RSA", 1);
    TestCertificate other = TestCertificate.valid("EC", 2);
    Path certificate = write("town.pem", made.pem());
    Path key = write("town.key", made.key());
    Path none = folder.resolve("none.pem");
    assertRefused(files(none, key, null, null), "there is no file", "none.pem");
    assertRefused(files(certificate, none, null, null), "there is no file", "none.pem");
    assertRefused(files(folder, key, null, null), folder.toString());
    assertRefused(files(write("x.crt", "hello"), key, null, null), "neither PEM nor PKCS12");
    assertRefused(files(key, key, null, null), "there is no certificate in", "town.key");
    assertRefused(files(certificate, certificate, null, null), "no private key", "town.pem");
    assertRefused(files(certificate, null, null, null), "no private key", "town.pem");
    Path others = write("other.key", other.key());
    assertRefused(files(certificate, others, null, null), "other.key does not belong", "town.pem");
    Path encrypted = write("e.key", made.encryptedKey("something else"));
    assertRefused(files(certificate, encrypted, null, null), "e.key is encrypted");
    assertRefused(files(certificate, encrypted, PASSWORD, null), "e.key cannot be opened");
    Path store = made.pkcs12(folder.resolve("t.p12"), "something else");
    assertRefused(files(store, null, PASSWORD, null), "t.p12 cannot be opened");
  }

  @Test
  void aCertificateHoldsOnlyInItsTime() throws Exception {
    Instant now = Instant.now();
    Duration day = Duration.ofDays(1);
    TestCertificate old =
        TestCertificate.of("EC", 1, now.minus(day.multipliedBy(9)), now.minus(day));
    TestCertificate early =
        TestCertificate.of("EC", 2, now.plus(day), now.plus(day.multipliedBy(9)));

    assertRefused(
        files(write("o.pem", old.pem()), write("o.key", old.key()), null, null), "has ended on");
    assertRefused(
        files(write("n.pem", early.pem()), write("n.key", early.key()), null, null), "begins only");
  }
}
