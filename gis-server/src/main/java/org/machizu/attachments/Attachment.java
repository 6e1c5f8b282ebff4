package org.machizu.attachments;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What is known of stored content.
 *
 * @param hash SHA-256 of the content, 64 lower-case hexadecimal digits
 * @param mediaType as told by whoever stored it first ("image/jpeg")
 * @param size bytes
 */
public record Attachment(String hash, String mediaType, long size, Instant stored) {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  public Attachment {
    if (!HASH.matcher(hash).matches()) {
      throw new IllegalArgumentException(
          "'" + hash + "' is not a content hash; it has 64 hexadecimal digits (SHA-256)");
    }
  }
}
