package org.machizu.federation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.machizu.geo.feature.LayerId;

/** Short ids here for collections there. */
final class LayerNames {
  private static final int LONGEST = 48;
  private static final int HASH_BYTES = 4;

  private LayerNames() {}

  /**
   * The server's id and the collection's, as {@code kitahara_shelters}. Where the collection's id
   * is not one of ours, a few digits of its SHA-256 keep it apart from others that look the same.
   */
  static String of(String server, String collection) {
    String plain = server + "_" + collection;
    if (LayerId.isValidName(plain)) {
      return plain;
    }
    String hash = "_" + hash(collection);
    String words =
        collection.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
    String start = words.isEmpty() ? server : server + "_" + words;
    int room = LONGEST - hash.length();
    return start.substring(0, Math.min(room, start.length())) + hash;
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
