package org.machizu.residents;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A photo of an entrance; whoever made it, its first bytes say what it is.
 *
 * @param hash SHA-256 of the bytes, 64 lower-case hexadecimal digits
 * @param mediaType {@code image/jpeg}, {@code image/png} or {@code image/webp}
 */
public record Photo(String hash, String mediaType, byte[] bytes) {
  /** What a phone's photo takes; more is no photo of an entrance. */
  public static final int MAX_BYTES = 8 << 20;

  /** What is allowed, for messages. */
  public static final String ALLOWED =
      "a JPEG, PNG or WebP picture of at most %d MiB".formatted(MAX_BYTES >> 20);

  /**
   * @return empty when the bytes are none of the pictures that are taken
   */
  public static Optional<Photo> of(byte[] bytes) {
    return mediaType(bytes).map(type -> new Photo(hash(bytes), type, bytes));
  }

  private static Optional<String> mediaType(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(bytes.length, 12), StandardCharsets.ISO_8859_1);
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of("image/jpeg");
    }
    if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
      return Optional.of("image/png");
    }
    return head.startsWith("RIFF") && head.endsWith("WEBP")
        ? Optional.of("image/webp")
        : Optional.empty();
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
