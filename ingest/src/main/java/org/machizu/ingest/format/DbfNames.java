package org.machizu.ingest.format;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of DBF fields: reading cut and doubled ones, and writing long ones. */
final class DbfNames {
  /** Bytes that a field name has room for. */
  static final int MAX_BYTES = 10;

  private DbfNames() {}

  /**
   * The name that stands in a header. A character cut in its middle by the width of ten bytes is
   * dropped; control characters are, too.
   */
  static String read(byte[] raw, Charset charset) {
    CharBuffer out = CharBuffer.allocate(raw.length + 1);
    // endOfInput = false leaves a cut last character alone instead of reporting it.
    charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .onUnmappableCharacter(CodingErrorAction.REPLACE)
        .decode(ByteBuffer.wrap(raw), out, false);
    return out.flip().toString().replaceAll("\\p{Cntrl}", "").strip();
  }

  /** Whether the name's last character was cut by the width. */
  static boolean isCut(byte[] raw, Charset charset) {
    ByteBuffer in = ByteBuffer.wrap(raw);
    charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .onUnmappableCharacter(CodingErrorAction.REPLACE)
        .decode(in, CharBuffer.allocate(raw.length + 1), false);
    return in.hasRemaining();
  }

  /**
   * Names of at most ten bytes, different from each other without regard to capitals, for
   * attributes in their order; no character is cut in its middle.
   */
  static List<String> shorten(List<String> names, Charset charset) {
    Set<String> taken = new HashSet<>();
    List<String> shortened = new ArrayList<>(names.size());
    for (String name : names) {
      String candidate = cut(name, charset, MAX_BYTES);
      if (candidate.isEmpty()) {
        candidate = "F";
      }
      for (int n = 2; !taken.add(candidate.toUpperCase(Locale.ROOT)); n++) {
        String number = "_" + n;
        candidate = cut(name, charset, MAX_BYTES - number.length()) + number;
      }
      shortened.add(candidate);
    }
    return shortened;
  }

  /** The longest beginning that fits; characters that the encoding lacks become "_". */
  private static String cut(String name, Charset charset, int maxBytes) {
    CharsetEncoder encoder = charset.newEncoder();
    StringBuilder kept = new StringBuilder();
    int bytes = 0;
    for (int i = 0; i < name.length(); ) {
      int codePoint = name.codePointAt(i);
      i += Character.charCount(codePoint);
      String character = Character.toString(codePoint);
      if (!encoder.canEncode(character)) {
        character = "_";
      }
      bytes += character.getBytes(charset).length;
      if (bytes > maxBytes) {
        break;
      }
      kept.append(character);
    }
    return kept.toString().strip();
  }
}
