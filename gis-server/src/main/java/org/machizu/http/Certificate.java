package org.machizu.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.machizu.config.Secret;
import org.machizu.config.TlsSettings;

/**
 * The server's certificate with those that sign it and its private key, checked: they belong
 * together, and it is valid now.
 *
 * @param chain the server's own first
 */
record Certificate(List<X509Certificate> chain, PrivateKey key) {
  private static final long MAX_BYTES = 1 << 20;
  private static final String PEM = "-----BEGIN ";

  /**
   * Reads the files.
   *
   * @throws CertificateException when a file is missing, is something else, or is not valid now
   */
  static Certificate read(TlsSettings files, Instant now) throws CertificateException {
    byte[] bytes = bytes(files.certificate());
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Certificate read =
        text.contains(PEM)
            ? ofPem(files, text)
            : ofPkcs12(files.certificate(), bytes, files.password());
    read.check(files, now);
    return read;
  }

  /** When it ends. */
  Instant until() {
    return chain.getFirst().getNotAfter().toInstant();
  }

  /** As Jetty takes it. */
  KeyStore asKeyStore(String password) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "machizu", key, password.toCharArray(), chain.toArray(new X509Certificate[0]));
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("a key store in memory cannot be made", e);
    }
  }

  private static Certificate ofPem(TlsSettings files, String text) throws CertificateException {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      for (var one :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(
                      onlyCertificates(text).getBytes(StandardCharsets.ISO_8859_1)))) {
        chain.add((X509Certificate) one);
      }
    } catch (GeneralSecurityException e) {
      chain.clear();
    }
    if (chain.isEmpty()) {
      throw new CertificateException(
          "there is no certificate in %s that can be read".formatted(files.certificate()),
          "name a PEM file that begins with '-----BEGIN CERTIFICATE-----', or a PKCS12 file");
    }
    Path keyFile = files.key().orElse(files.certificate());
    String keyText =
        files.key().isPresent() ? new String(bytes(keyFile), StandardCharsets.ISO_8859_1) : text;
    return new Certificate(chain, PemKey.read(keyFile, keyText, files.password()));
  }

  /** The JDK stops at anything between certificates, as a key in the same file. */
  private static String onlyCertificates(String text) {
    StringBuilder only = new StringBuilder();
    String begin = PEM + "CERTIFICATE-----";
    String end = "-----END CERTIFICATE-----";
    int from = text.indexOf(begin);
    while (from >= 0) {
      int to = text.indexOf(end, from);
      if (to < 0) {
        break;
      }
      only.append(text, from, to + end.length()).append('\n');
      from = text.indexOf(begin, to);
    }
    return only.toString();
  }

  private static Certificate ofPkcs12(Path file, byte[] bytes, Optional<Secret> password)
      throws CertificateException {
    char[] secret = password.map(Secret::reveal).orElse("").toCharArray();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(bytes), secret);
      List<String> keys = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          keys.add(alias);
        }
      }
      if (keys.size() != 1) {
        throw new CertificateException(
            "%s has %d private keys".formatted(file, keys.size()),
            "give a PKCS12 file with one key and its certificates");
      }
      List<X509Certificate> chain = new ArrayList<>();
      for (var one : store.getCertificateChain(keys.getFirst())) {
        chain.add((X509Certificate) one);
      }
      return new Certificate(chain, (PrivateKey) store.getKey(keys.getFirst(), secret));
    } catch (GeneralSecurityException | IOException e) {
      boolean isPassword = e.getCause() instanceof GeneralSecurityException;
      throw new CertificateException(
          isPassword
              ? "%s cannot be opened with tls.password".formatted(file)
              : "%s is neither PEM nor PKCS12".formatted(file),
          isPassword
              ? "give the password that the file was made with"
              : "name the file of a certificate (.pem, .crt, .p12 or .pfx)");
    }
  }

  private static byte[] bytes(Path file) throws CertificateException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new CertificateException(
            "%s has %d bytes, which no certificate has".formatted(file, Files.size(file)),
            "name the file of a certificate or key");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new CertificateException(
          "there is no file " + file, "name the file that is meant by tls.certificate and tls.key");
    } catch (IOException e) {
      throw new CertificateException(
          "%s cannot be read: %s".formatted(file, e.getMessage()),
          "see that it is a file and may be read by the server's account");
    }
  }

  private void check(TlsSettings files, Instant now) throws CertificateException {
    X509Certificate own = chain.getFirst();
    if (now.isAfter(own.getNotAfter().toInstant())) {
      throw new CertificateException(
          "the certificate in %s has ended on %s".formatted(files.certificate(), until()),
          "have it renewed; no browser takes it any more");
    }
    if (now.isBefore(own.getNotBefore().toInstant())) {
      throw new CertificateException(
          "the certificate in %s begins only on %s"
              .formatted(files.certificate(), own.getNotBefore().toInstant()),
          "see that the machine's clock is right, or take the certificate that holds now");
    }
    if (!isPair(own)) {
      throw new CertificateException(
          "the key in %s does not belong to the first certificate in %s"
              .formatted(files.key().orElse(files.certificate()), files.certificate()),
          "put the server's own certificate first, and name the key that it was made with");
    }
  }

  private boolean isPair(X509Certificate own) {
    String algorithm =
        switch (key.getAlgorithm().toUpperCase(Locale.ROOT)) {
          case "RSA" -> "SHA256withRSA";
          case "EC", "ECDSA" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    try {
      byte[] words = "街図".getBytes(StandardCharsets.UTF_8);
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(words);
      byte[] signed = signer.sign();
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(own.getPublicKey());
      verifier.update(words);
      return verifier.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // as an RSA key with a certificate for a curve
    }
  }
}
