package org.machizu.http;

import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.machizu.config.TlsSettings;

/** Listens with TLS 1.2 or 1.3, and beside it, when wished for, without it to send people on. */
public final class TlsListener {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

  private final TlsSettings files;
  private final InstantSource clock;
  private final Duration lookEvery;
  private final String seen;
  private final Certificate certificate;

  private TlsListener(TlsSettings files, InstantSource clock, Duration lookEvery)
      throws CertificateException {
    this.files = files;
    this.clock = clock;
    this.lookEvery = lookEvery;
    this.seen = CertificateWatch.state(files);
    this.certificate = Certificate.read(files, clock.instant());
  }

  /**
   * Reads the certificate.
   *
   * @throws CertificateException when its files cannot be used
   */
  public static TlsListener of(TlsSettings files, InstantSource clock) throws CertificateException {
    return new TlsListener(files, clock, LOOK_EVERY);
  }

  /** As {@link #of}, looking for changed files so often. */
  static TlsListener of(TlsSettings files, InstantSource clock, Duration lookEvery)
      throws CertificateException {
    return new TlsListener(files, clock, lookEvery);
  }

  Optional<Integer> redirectPort() {
    return files.redirectPort();
  }

  /** Adds the connectors; that with TLS first, since its port is the server's. */
  void listen(JavalinConfig config, String host, int port) {
    config.jetty.addConnector((server, http) -> secure(server, http, host, port));
    redirectPort()
        .ifPresent(plain ->
            config.jetty.addConnector((server, http) -> {
              ServerConnector connector =
                  new ServerConnector(server, new HttpConnectionFactory(http));
              connector.setHost(host);
              connector.setPort(plain);
              return connector;
            }));
  }

  private Connector secure(Server server, HttpConfiguration http, String host, int port) {
    String password = UUID.randomUUID().toString(); // of a store that never leaves the memory
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStore(certificate.asKeyStore(password));
    tls.setKeyStorePassword(password);
    tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    HttpConfiguration secured = new HttpConfiguration(http);
    // First of all, so that the others find out that it came by TLS. There is one certificate
    // only, and whether it fits the address is the browser's to judge.
    secured.getCustomizers().addFirst(new SecureRequestCustomizer(false));
    ServerConnector connector =
        new ServerConnector(server, tls, new HttpConnectionFactory(secured));
    connector.setHost(host);
    connector.setPort(port);
    server.addBean(
        new CertificateWatch(
            files,
            certificate,
            seen,
            clock,
            connector.getScheduler(),
            lookEvery,
            renewed -> reload(tls, renewed, password)));
    return connector;
  }

  private static void reload(SslContextFactory.Server tls, Certificate renewed, String password) {
    try {
      tls.reload(factory -> factory.setKeyStore(renewed.asKeyStore(password)));
    } catch (Exception e) { // Jetty declares no less
      throw new IllegalStateException("Jetty cannot take the new certificate", e);
    }
  }
}
