package org.machizu.sensors.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whom we trust, and what we show of ourselves; read anew for each connection. */
final class Tls {
  private Tls() {}

  static SSLSocketFactory sockets(Address address) throws MqttTrouble {
    Path reading = Path.of("");
    try {
      TrustManager @Nullable [] trust = null;
      if (address.authority().isPresent()) {
        reading = address.authority().get();
        trust = trusting(reading);
      }
      KeyManager @Nullable [] keys = null;
      if (address.certificate().isPresent()) {
        reading = address.certificate().get().pkcs12();
        keys = showing(reading, address.certificate().get().password());
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw MqttTrouble.of("the certificate file " + reading + " cannot be used", e);
    }
  }

  private static TrustManager[] trusting(Path pem) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(pem)) {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (all.isEmpty()) {
        throw new IOException("there is no certificate in it");
      }
      for (Certificate one : all) {
        trusted.setCertificateEntry("authority-" + trusted.size(), one);
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }

  private static KeyManager[] showing(Path pkcs12, Secret password)
      throws IOException, GeneralSecurityException {
    char[] word = password.value().toCharArray();
    KeyStore ours = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(pkcs12)) {
      ours.load(in, word);
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(ours, word);
    return factory.getKeyManagers();
  }
}
