package org.machizu.ingest.format;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Names of character encodings as towns, tools and .cpg files write them, and byte order marks.
 *
 * <p>Every spelling of Shift_JIS means {@link #CP932} (Windows-31J) here. Java's own reading of
 * those names would lose characters: {@code CP932} and {@code 932} are x-IBM942C to it, {@code
 * Shift_JIS} and {@code SJIS} lack ①, ～ and 髙.
 */
public final class TextEncodings {
  /** Shift_JIS with Microsoft's additions, as every Japanese Windows program writes it. */
  public static final Charset CP932 = Charset.forName("windows-31j");

  private static final Charset EUC_JP = Charset.forName("EUC-JP");

  /** By name in upper case with letters and digits only. */
  private static final Map<String, Charset> BY_NAME =
      Map.ofEntries(
          Map.entry("932", CP932),
          Map.entry("CP932", CP932),
          Map.entry("MS932", CP932),
          Map.entry("XMSCP932", CP932),
          Map.entry("IBM932", CP932),
          Map.entry("OEM932", CP932),
          Map.entry("ANSI932", CP932),
          Map.entry("WIN932", CP932),
          Map.entry("WINDOWS932", CP932),
          Map.entry("WINDOWS31J", CP932),
          Map.entry("CSWINDOWS31J", CP932),
          Map.entry("SHIFTJIS", CP932),
          Map.entry("SHIFJIS", CP932),
          Map.entry("CSSHIFTJIS", CP932),
          Map.entry("SJIS", CP932),
          Map.entry("XSJIS", CP932),
          Map.entry("SJISWIN", CP932),
          Map.entry("SJISOPEN", CP932),
          Map.entry("MSKANJI", CP932),
          Map.entry("UTF8", StandardCharsets.UTF_8),
          Map.entry("UTF8SIG", StandardCharsets.UTF_8),
          Map.entry("UTF8BOM", StandardCharsets.UTF_8),
          Map.entry("UTF8N", StandardCharsets.UTF_8),
          Map.entry("UTF8MB4", StandardCharsets.UTF_8),
          Map.entry("65001", StandardCharsets.UTF_8),
          Map.entry("CP65001", StandardCharsets.UTF_8),
          Map.entry("UNICODEUTF8", StandardCharsets.UTF_8),
          Map.entry("EUCJP", EUC_JP),
          Map.entry("51932", EUC_JP),
          Map.entry("20932", EUC_JP),
          Map.entry("EUCJPWIN", EUC_JP),
          Map.entry("88591", StandardCharsets.ISO_8859_1),
          Map.entry("ISO88591", StandardCharsets.ISO_8859_1),
          Map.entry("ANSI1252", Charset.forName("windows-1252")),
          Map.entry("1252", Charset.forName("windows-1252")));

  private TextEncodings() {}

  /** A byte order mark: the encoding it names and the bytes it takes. */
  public record ByteOrderMark(Charset charset, int length) {}

  /**
   * The encoding of a name such as {@code UTF-8}, {@code Shift_JIS}, {@code cp932}, {@code 932},
   * {@code ANSI 932}; capitals, spaces, hyphens, underscores and quotes do not matter. Empty when
   * the name means no encoding.
   */
  public static Optional<Charset> find(String name) {
    String key = name.strip().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    Charset known = BY_NAME.get(key);
    if (known != null) {
      return Optional.of(known);
    }
    try {
      return Optional.of(Charset.forName(name.strip()));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return Optional.empty(); // that is the answer: no such encoding
    }
  }

  /**
   * As {@link #find}, for a name that a user gave.
   *
   * @throws FormatException with code {@code encoding-unknown}
   */
  public static Charset get(String name) throws FormatException {
    return find(name)
        .orElseThrow(() ->
            new FormatException(
                "encoding-unknown",
                "encoding '" + shortened(name) + "' is not known",
                "Give UTF-8, Shift_JIS (CP932) or EUC-JP, or leave it out: it is then found by"
                    + " looking at the file."));
  }

  private static String shortened(String name) {
    return name.length() <= 40 ? name : name.substring(0, 40) + "…";
  }

  /**
   * The byte order mark at the start of a file.
   *
   * @param head the first bytes
   * @param length how many of them are filled
   */
  public static Optional<ByteOrderMark> findByteOrderMark(byte[] head, int length) {
    if (length >= 3 && is(head, 0, 0xEF) && is(head, 1, 0xBB) && is(head, 2, 0xBF)) {
      return Optional.of(new ByteOrderMark(StandardCharsets.UTF_8, 3));
    }
    if (length >= 2 && is(head, 0, 0xFF) && is(head, 1, 0xFE)) {
      return Optional.of(new ByteOrderMark(StandardCharsets.UTF_16LE, 2));
    }
    if (length >= 2 && is(head, 0, 0xFE) && is(head, 1, 0xFF)) {
      return Optional.of(new ByteOrderMark(StandardCharsets.UTF_16BE, 2));
    }
    return Optional.empty();
  }

  private static boolean is(byte[] head, int index, int value) {
    return (head[index] & 0xFF) == value;
  }

  /**
   * The encoding of a piece of text by its byte order mark, else by looking at the bytes: UTF-8
   * when they are valid UTF-8 (plain ASCII too), else {@link #CP932}. A character cut at the end of
   * the piece does not count. {@link EncodingSniffer} takes a text in pieces.
   *
   * @param head the first bytes of the text; more bytes, better answer
   * @param length how many of them are filled
   */
  public static Charset sniff(byte[] head, int length) {
    Optional<ByteOrderMark> mark = findByteOrderMark(head, length);
    if (mark.isPresent()) {
      return mark.get().charset();
    }
    EncodingSniffer sniffer = new EncodingSniffer();
    sniffer.add(head, 0, length);
    return sniffer.charset();
  }
}
