package org.machizu.http;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Provider;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;
import org.machizu.config.Secret;

/**
 * A private key from a PEM file, in any of the forms that OpenSSL writes: PKCS#8, "RSA PRIVATE KEY"
 * and "EC PRIVATE KEY", each plain or encrypted.
 */
final class PemKey {
  /** Not registered with the JVM: nothing else changes by it. */
  private static final Provider CIPHERS = new BouncyCastleProvider();

  private PemKey() {}

  /**
   * Reads the first key of the text.
   *
   * @throws CertificateException when there is none, or its password is missing or wrong
   */
  static PrivateKey read(Path file, String text, Optional<Secret> password)
      throws CertificateException {
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
        PrivateKeyInfo key = keyIn(part, file, password);
        if (key != null) {
          return new JcaPEMKeyConverter().getPrivateKey(key);
        }
      }
    } catch (PKCSException | OperatorCreationException e) {
      throw wrongPassword(file);
    } catch (IOException e) {
      boolean isEncrypted = text.contains("ENCRYPTED");
      throw isEncrypted && password.isPresent() ? wrongPassword(file) : noKey(file);
    }
    throw noKey(file);
  }

  private static @Nullable PrivateKeyInfo keyIn(Object part, Path file, Optional<Secret> password)
      throws CertificateException,
          PKCSException,
          OperatorCreationException,
          PEMException,
          IOException {
    return switch (part) {
      case PrivateKeyInfo plain -> plain;
      case PEMKeyPair plain -> plain.getPrivateKeyInfo();
      case PKCS8EncryptedPrivateKeyInfo encrypted ->
          encrypted.decryptPrivateKeyInfo(
              new JceOpenSSLPKCS8DecryptorProviderBuilder()
                  .setProvider(CIPHERS)
                  .build(needed(file, password)));
      case PEMEncryptedKeyPair encrypted ->
          encrypted
              .decryptKeyPair(
                  new JcePEMDecryptorProviderBuilder()
                      .setProvider(CIPHERS)
                      .build(needed(file, password)))
              .getPrivateKeyInfo();
      default -> null; // a certificate, or the parameters of a curve
    };
  }

  private static char[] needed(Path file, Optional<Secret> password) throws CertificateException {
    return password
        .orElseThrow(() ->
            new CertificateException(
                "the key in %s is encrypted".formatted(file), "give its password as tls.password"))
        .reveal()
        .toCharArray();
  }

  private static CertificateException wrongPassword(Path file) {
    return new CertificateException(
        "the key in %s cannot be opened with tls.password".formatted(file),
        "give the password that the key was encrypted with");
  }

  private static CertificateException noKey(Path file) {
    return new CertificateException(
        "there is no private key in %s that can be read".formatted(file),
        "name a PEM file with a line like '-----BEGIN PRIVATE KEY-----' as tls.key");
  }
}
