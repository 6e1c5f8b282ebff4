package org.machizu.ingest.gps;

import org.jspecify.annotations.Nullable;

/**
 * One sentence of NMEA 0183, its checksum proved.
 *
 * @param type without the talker ("RMC")
 * @param fields what stands between the commas behind the name
 */
record NmeaSentence(String type, String[] fields) {
  private static final int ADDRESS = 5;

  /** Why a line is no sentence. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;
    private final String code;

    Broken(String code, String detail) {
      super(detail, null, false, false); // logs of weeks may be full of them
      this.code = code;
    }

    String code() {
      return code;
    }

    String detail() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * The sentence in a line; loggers may write something in front of it.
   *
   * @return null when the line has none, or a maker's own ({@code $P…})
   * @throws Broken with code {@code no-checksum}, {@code bad-checksum} or {@code bad-sentence}
   */
  static @Nullable NmeaSentence find(String line) throws Broken {
    int start = line.lastIndexOf('$');
    if (start < 0 || line.startsWith("$P", start)) {
      return null;
    }
    int star = line.indexOf('*', start);
    if (star < 0) {
      throw new Broken(
          "no-checksum",
          "the sentence has no checksum (as *5A at its end): it may be cut off, so it is not used");
    }
    String body = line.substring(start + 1, star);
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      sum ^= body.charAt(i);
    }
    String written = line.substring(star + 1).strip();
    if (!written.equalsIgnoreCase("%02X".formatted(sum))) {
      throw new Broken(
          "bad-checksum",
          "the sentence's checksum is %s, but its characters give %02X"
              .formatted(Text.quoted(written), sum));
    }
    int comma = body.indexOf(',');
    if (comma != ADDRESS) {
      throw new Broken("bad-sentence", "the sentence does not begin with five letters and a comma");
    }
    return new NmeaSentence(
        body.substring(ADDRESS - 3, ADDRESS), body.substring(comma + 1).split(",", -1));
  }

  /** The field at a place from 0, "" when the sentence is shorter. */
  String field(int index) {
    return index < fields.length ? fields[index].strip() : "";
  }

  /**
   * Degrees of a place written {@code dddmm.mmmm} with its hemisphere in the next field.
   *
   * @return null when the fields are empty or no angle
   */
  @Nullable Double angle(int index) {
    String text = field(index);
    int point = text.indexOf('.');
    int minutesAt = (point < 0 ? text.length() : point) - 2;
    Double minutes = minutesAt < 1 ? null : Numbers.find(text.substring(minutesAt));
    Double degrees = minutesAt < 1 ? null : Numbers.find(text.substring(0, minutesAt));
    if (minutes == null || degrees == null || minutes < 0 || minutes >= 60 || degrees < 0) {
      return null;
    }
    double angle = degrees + minutes / 60;
    return switch (field(index + 1)) {
      case "N", "E" -> angle;
      case "S", "W" -> -angle;
      default -> null;
    };
  }
}
