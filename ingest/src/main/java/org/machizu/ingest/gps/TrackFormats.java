package org.machizu.ingest.gps;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.format.TextEncodings;

/** Finds out in which format a track file is. */
public final class TrackFormats {
  /** How much of the beginning is worth giving to {@link #detect}. */
  public static final int HEAD_BYTES = 4_096;

  private static final Pattern NMEA = Pattern.compile("(?m)^[^\\r\\n]{0,120}\\$[A-Z]{2}[A-Z]{3},");

  private TrackFormats() {}

  /**
   * Looks at the content first, for phones send files with any name and type; where that says
   * nothing, at the name and the type.
   *
   * @param head the first bytes, {@link #HEAD_BYTES} are enough
   * @throws FormatException with code {@code track-format-unknown} or {@code empty-file}
   */
  public static TrackFormat detect(
      byte[] head, @Nullable String fileName, @Nullable String contentType) throws FormatException {
    String text = text(head).strip();
    if (text.isEmpty()) {
      throw new FormatException("empty-file", "the file is empty", "Record or export it again.");
    }
    Optional<TrackFormat> byContent = byContent(text);
    Optional<TrackFormat> found = byContent.isPresent() ? byContent : byName(fileName, contentType);
    return found.orElseThrow(() ->
        new FormatException(
            "track-format-unknown",
            "the file %s begins with %s, which is no track that can be read"
                .formatted(
                    fileName == null ? "" : Text.quoted(fileName), Text.quoted(Text.cut(text, 40))),
            "Send GPX, NMEA 0183, GeoJSON, or CSV with a row of column names."));
  }

  private static String text(byte[] head) {
    Optional<TextEncodings.ByteOrderMark> mark = TextEncodings.findByteOrderMark(head, head.length);
    return mark.map(m -> new String(head, m.length(), head.length - m.length(), m.charset()))
        .orElseGet(() -> new String(head, StandardCharsets.ISO_8859_1));
  }

  private static Optional<TrackFormat> byContent(String text) {
    if (text.startsWith("<")) {
      // Any XML: its reader says what is wrong when it is no GPX.
      return Optional.of(TrackFormat.GPX);
    }
    if (text.startsWith("{") || text.startsWith("\u001E")) {
      return Optional.of(TrackFormat.GEOJSON);
    }
    if (NMEA.matcher(text).find()) {
      return Optional.of(TrackFormat.NMEA);
    }
    String heading = text.lines().findFirst().orElse("");
    boolean hasCells =
        heading.indexOf(',') > 0 || heading.indexOf(';') > 0 || heading.indexOf('\t') > 0;
    boolean isText = text.chars().noneMatch(c -> c < 0x20 && !Character.isWhitespace(c));
    return hasCells && isText ? Optional.of(TrackFormat.CSV) : Optional.empty();
  }

  private static Optional<TrackFormat> byName(@Nullable String fileName, @Nullable String type) {
    String name = fileName == null ? "" : fileName.toLowerCase(Locale.ROOT);
    String mime = type == null ? "" : type.toLowerCase(Locale.ROOT);
    if (name.endsWith(".nmea") || name.endsWith(".nma") || mime.contains("nmea")) {
      return Optional.of(TrackFormat.NMEA);
    }
    if (name.endsWith(".csv") || mime.startsWith("text/csv")) {
      return Optional.of(TrackFormat.CSV);
    }
    return Optional.empty(); // GPX and GeoJSON are always known by their first character
  }
}
