package org.machizu.ingest.gps;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A number that stands for all that a position says. A position's key is device, time and this: so
 * what is sent again is known again, and what is different is kept beside it.
 *
 * <p>It lies in every town's database and so never changes: the first 8 bytes (big-endian) of the
 * SHA-256 over: time (ms since 1970, 8 bytes); lon, lat (their exact bits, 8 bytes each); altitude,
 * accuracy, speed, course (each 0, or 1 and 8 bytes); the number of extras (4 bytes); for each
 * extra in the order of names: the name, then T text, L and 8 bytes, D and 8 bytes, or B and one
 * byte. Texts are their number of UTF-8 bytes (4 bytes), then those.
 */
public final class ContentHash {
  private static final ThreadLocal<MessageDigest> SHA256 =
      ThreadLocal.withInitial(ContentHash::sha256);

  private ContentHash() {}

  /** The hash; equal positions have equal ones. */
  public static long of(Position position) {
    byte[][] texts = texts(position);
    int bytes = 8 + 16 + 4 * 9 + 4;
    for (byte[] text : texts) {
      bytes += 4 + 1 + 4 + text.length + 8;
    }
    ByteBuffer form = ByteBuffer.allocate(bytes);
    form.putLong(position.time().toEpochMilli());
    form.putLong(Double.doubleToLongBits(position.lon()));
    form.putLong(Double.doubleToLongBits(position.lat()));
    put(form, position.altitudeM());
    put(form, position.accuracyM());
    put(form, position.speedMps());
    put(form, position.courseDeg());
    form.putInt(position.extra().size());
    int i = 0;
    for (Object value : position.extra().values()) {
      put(form, texts[i++]);
      switch (value) {
        case Long whole -> form.put((byte) 'L').putLong(whole);
        case Double real -> form.put((byte) 'D').putLong(Double.doubleToLongBits(real));
        case Boolean truth -> form.put((byte) 'B').put((byte) (truth ? 1 : 0));
        default -> put(form.put((byte) 'T'), texts[i++]);
      }
    }
    MessageDigest digest = SHA256.get();
    digest.update(form.array(), 0, form.position());
    return ByteBuffer.wrap(digest.digest()).getLong();
  }

  /** Each name, followed by its value where that is text. */
  private static byte[][] texts(Position position) {
    byte[][] texts = new byte[2 * position.extra().size()][];
    int n = 0;
    for (Map.Entry<String, Object> entry : position.extra().entrySet()) {
      texts[n++] = entry.getKey().getBytes(StandardCharsets.UTF_8);
      if (!isNumber(entry.getValue())) {
        texts[n++] = entry.getValue().toString().getBytes(StandardCharsets.UTF_8);
      }
    }
    return Arrays.copyOf(texts, n);
  }

  private static boolean isNumber(Object value) {
    return value instanceof Long || value instanceof Double || value instanceof Boolean;
  }

  private static void put(ByteBuffer form, byte[] text) {
    form.putInt(text.length).put(text);
  }

  private static void put(ByteBuffer form, @Nullable Double number) {
    if (number == null) {
      form.put((byte) 0);
    } else {
      form.put((byte) 1).putLong(Double.doubleToLongBits(number));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
