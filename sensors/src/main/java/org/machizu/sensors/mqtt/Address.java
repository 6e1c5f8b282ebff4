package org.machizu.sensors.mqtt;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a broker is and how we speak to it.
 *
 * @param uri {@code mqtt://host:1883} or, by TLS, {@code mqtts://host:8883}
 * @param login empty: the broker asks for none
 * @param authority PEM file of the authority that signed the broker's certificate; empty: those
 *     that Java trusts
 * @param certificate ours, for brokers that ask for one
 */
public record Address(
    URI uri, Optional<Login> login, Optional<Path> authority, Optional<Certificate> certificate) {

  /**
   * A certificate with its key.
   *
   * @param pkcs12 its file, as {@code openssl pkcs12 -export} writes it
   */
  public record Certificate(Path pkcs12, Secret password) {
    public Certificate {
      requireFile("client certificate", pkcs12);
    }
  }

  private static final int PLAIN_PORT = 1883;
  private static final int TLS_PORT = 8883;

  /**
   * @throws IllegalArgumentException when the address is none, or a file is missing
   */
  public Address {
    String scheme = uri.getScheme();
    if (!"mqtt".equals(scheme) && !"mqtts".equals(scheme) || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "the broker's address '"
              + withoutUser(uri)
              + "' is not allowed; give mqtt://host:1883 or, by TLS, mqtts://host:8883");
    }
    boolean more = uri.getRawPath() != null && !uri.getRawPath().matches("/?");
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || more) {
      throw new IllegalArgumentException(
          "the broker's address '"
              + withoutUser(uri)
              + "' has more than host and port; user and password have settings of their own");
    }
    authority.ifPresent(file -> requireFile("authority's certificate", file));
    if ("mqtt".equals(scheme) && (authority.isPresent() || certificate.isPresent())) {
      throw new IllegalArgumentException(
          "the broker's address '"
              + uri
              + "' is without TLS, but certificates are set; use mqtts://");
    }
  }

  /** By this address, with user and password. */
  public static Address of(URI uri, Login login) {
    return new Address(uri, Optional.of(login), Optional.empty(), Optional.empty());
  }

  public Address trusting(Path pem) {
    return new Address(uri, login, Optional.of(pem), certificate);
  }

  boolean byTls() {
    return "mqtts".equals(uri.getScheme());
  }

  /** As Paho writes addresses. */
  String paho() {
    int port = uri.getPort() >= 0 ? uri.getPort() : byTls() ? TLS_PORT : PLAIN_PORT;
    return (byTls() ? "ssl://" : "tcp://") + uri.getHost() + ":" + port;
  }

  private static String withoutUser(URI uri) {
    return uri.toString().replaceFirst("//[^@/]*@", "//");
  }

  private static void requireFile(String what, Path file) {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(
          "the file of the " + what + " cannot be read: " + file.toAbsolutePath());
    }
  }
}
