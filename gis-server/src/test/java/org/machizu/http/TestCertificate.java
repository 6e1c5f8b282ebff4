package org.machizu.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** A certificate for localhost that signs itself, made for a test. */
public record TestCertificate(X509Certificate certificate, KeyPair keys) {

  /**
   * Makes one.
   *
   * @param algorithm "RSA" or "EC"
   * @param serial tells one from another
   */
  static TestCertificate of(String algorithm, long serial, Instant from, Instant to)
      throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
    KeyPair keys = generator.generateKeyPair();
    X500Name name = new X500Name("CN=localhost");
    var builder =
        new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(serial),
                Date.from(from),
                Date.from(to),
                name,
                keys.getPublic())
            .addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
    String signature = algorithm.equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    var signer = new JcaContentSignerBuilder(signature).build(keys.getPrivate());
    return new TestCertificate(
        new JcaX509CertificateConverter().getCertificate(builder.build(signer)), keys);
  }

  /** One that holds now. */
  public static TestCertificate valid(String algorithm, long serial) throws Exception {
    Instant now = Instant.now();
    return of(algorithm, serial, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(90)));
  }

  String pem() throws IOException {
    return pemOf(certificate);
  }

  /** "BEGIN PRIVATE KEY". */
  String key() throws IOException {
    return pemOf(new JcaPKCS8Generator(keys.getPrivate(), null));
  }

  /** "BEGIN RSA PRIVATE KEY" or "BEGIN EC PRIVATE KEY". */
  String oldKey() throws IOException {
    if (!(keys.getPrivate() instanceof ECPrivateKey ec)) {
      return pemOf(keys.getPrivate());
    }
    // OpenSSL writes curve and public key into it, which the JDK's own form has beside it.
    SubjectPublicKeyInfo open = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    var key =
        new org.bouncycastle.asn1.sec.ECPrivateKey(
            256, ec.getS(), open.getPublicKeyData(), open.getAlgorithm().getParameters());
    return pemOf(new PemObject("EC PRIVATE KEY", key.getEncoded()));
  }

  /** As OpenSSL encrypted keys before PKCS#8: "Proc-Type: 4,ENCRYPTED". */
  String oldEncryptedKey(String password) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(
          keys.getPrivate(),
          new JcePEMEncryptorBuilder("AES-256-CBC")
              .setProvider(new BouncyCastleProvider())
              .build(password.toCharArray()));
    }
    return text.toString();
  }

  /** "BEGIN ENCRYPTED PRIVATE KEY". */
  String encryptedKey(String password) throws Exception {
    return pemOf(
        new JcaPKCS8Generator(
            keys.getPrivate(),
            new JceOpenSSLPKCS8EncryptorBuilder(JcaPKCS8Generator.AES_256_CBC)
                .setProvider(new BouncyCastleProvider())
                .setPassword(password.toCharArray())
                .build()));
  }

  Path pkcs12(Path file, String password) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "town", keys.getPrivate(), password.toCharArray(), new X509Certificate[] {certificate});
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
    }
    return file;
  }

  private static String pemOf(Object thing) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(thing);
    }
    return text.toString();
  }
}
