package org.machizu.outbound;

import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Which certificates are taken: of a server whose fingerprint is known exactly that one, of all
 * others what Java trusts, with their name. Printers make their certificates themselves, so that
 * nobody else can say whether one is theirs.
 */
public final class Certificates {
  private static final int FINGERPRINT_BYTES = 32;

  private final SSLContext context;

  private Certificates(SSLContext context) {
    this.context = context;
  }

  /**
   * @param fingerprints SHA-256 of a server's own certificate by its address (https), in hex, with
   *     or without colons between the bytes
   * @throws IllegalArgumentException when one is no such fingerprint
   */
  public static Certificates of(Map<URI, String> fingerprints) {
    Map<String, byte[]> byServer =
        fingerprints.entrySet().stream()
            .collect(Collectors.toMap(e -> server(e.getKey()), e -> fingerprint(e.getValue())));
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Known(byServer, usual())}, null);
      return new Certificates(context);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  SSLContext context() {
    return context;
  }

  /**
   * A fingerprint's bytes.
   *
   * @throws IllegalArgumentException when it is not 64 hexadecimal digits
   */
  public static byte[] fingerprint(String text) {
    byte[] bytes = HexFormat.of().parseHex(text.replace(":", "").strip());
    if (bytes.length != FINGERPRINT_BYTES) {
      throw new IllegalArgumentException(
          "'" + text + "' has " + bytes.length + " bytes and not the 32 of SHA-256");
    }
    return bytes;
  }

  private static String server(URI address) {
    int port = address.getPort() < 0 ? 443 : address.getPort();
    return server(String.valueOf(address.getHost()), port);
  }

  private static String server(String host, int port) {
    return host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT) + ":" + port;
  }

  private static X509ExtendedTrustManager usual() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager found) {
        return found;
      }
    }
    throw new IllegalStateException("this Java trusts nobody");
  }

  /** Looks at the fingerprint where one is known. */
  private static final class Known extends X509ExtendedTrustManager {
    private final Map<String, byte[]> fingerprints;
    private final X509ExtendedTrustManager others;

    private Known(Map<String, byte[]> fingerprints, X509ExtendedTrustManager others) {
      this.fingerprints = fingerprints;
      this.others = others;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      Optional<byte[]> known =
          Optional.ofNullable(
              fingerprints.get(server(String.valueOf(engine.getPeerHost()), engine.getPeerPort())));
      byte[] seen = sha256(chain[0]);
      if (known.isEmpty()) {
        checkUsually(chain, type, engine, seen);
      } else if (!MessageDigest.isEqual(known.get(), seen)) {
        throw new CertificateException(
            "its certificate has the fingerprint " + inHex(seen) + " and not the known one");
      }
    }

    private void checkUsually(X509Certificate[] chain, String type, SSLEngine engine, byte[] seen)
        throws CertificateException {
      try {
        others.checkServerTrusted(chain, type, engine);
      } catch (CertificateException e) {
        throw new CertificateException(
            "its certificate is signed by nobody who is known here; if its fingerprint is "
                + inHex(seen)
                + ", name that",
            e);
      }
    }

    private static String inHex(byte[] fingerprint) {
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(fingerprint);
    }

    private static byte[] sha256(X509Certificate certificate) throws CertificateException {
      try {
        return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      } catch (GeneralSecurityException e) {
        throw new CertificateException(e);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
        throws CertificateException {
      others.checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      others.checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      others.checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
        throws CertificateException {
      others.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
        throws CertificateException {
      others.checkClientTrusted(chain, type, engine);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return others.getAcceptedIssuers();
    }
  }
}
