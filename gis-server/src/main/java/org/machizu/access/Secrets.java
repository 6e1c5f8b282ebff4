package org.machizu.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Secrets that nobody can guess (256 random bits), and the hashes by which they are kept. */
public final class Secrets {
  private static final int BYTES = 32;
  private static final int ID_BYTES = 9;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /** A new secret: 43 letters, digits, - and _. */
  public static String create() {
    return random(BYTES);
  }

  /** A short id that tells nothing. */
  public static String createId() {
    return random(ID_BYTES);
  }

  /** What is kept of a secret: SHA-256, which is enough for 256 random bits. */
  public static String hash(String secret) {
    return HexFormat.of().formatHex(digest(secret));
  }

  /** Another secret that follows from this one, as short as it. */
  public static String derive(String secret, String purpose) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest(purpose + '\n' + secret));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
