package org.machizu.sensors.payload;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.machizu.sensors.payload.Codec.Frame;
import org.machizu.sensors.payload.Codec.Reading;

/**
 * Frames of Milesight's EM500 series: channel, type, value, again and again, little-endian. Lengths
 * are known only of the channels in the maker's tables (payload definitions of EM500-UDL and
 * EM500-SWL), so that an unknown one ends the reading.
 *
 * @param type of the channel 03 with the reading, two bytes
 */
record MilesightFrame(int type, Quantity quantity, Unit unit) implements Codec.FrameReader {
  private static final int BATTERY = 0x0175;
  private static final int ALARM = 0x83E9;
  private static final int HISTORY = 0x20CE;

  /** All bits set: the ultrasonic sensor heard no echo. */
  private static final int NO_ECHO = 0xFFFF;

  @Override
  public Frame read(byte[] bytes) throws UnusableException {
    List<Reading> readings = new ArrayList<>();
    SortedMap<String, String> extras = new TreeMap<>();
    int at = 0;
    while (at < bytes.length) {
      int channel = at + 1 < bytes.length ? big(bytes, at) : -1;
      int length = channel < 0 ? 0 : length(channel);
      if (channel < 0 || length < 0 || at + 2 + length > bytes.length) {
        UnusableException rest = unreadable(bytes, at, length < 0);
        if (readings.isEmpty()) {
          throw rest;
        }
        return new Frame(readings, extras, Optional.of(rest));
      }
      value(channel, bytes, at + 2, readings, extras);
      at += 2 + length;
    }
    if (readings.isEmpty()) {
      throw new UnusableException(
          Reason.VALUE_MISSING, "the frame holds neither a reading nor the battery");
    }
    return new Frame(readings, extras, Optional.empty());
  }

  private void value(
      int channel, byte[] bytes, int at, List<Reading> readings, SortedMap<String, String> extras) {
    switch (channel) {
      case BATTERY ->
          readings.add(Reading.of(Quantity.BATTERY_PERCENT, bytes[at] & 0xFF, Unit.PERCENT));
      case HISTORY -> {
        long seconds = little(bytes, at) | (long) little(bytes, at + 2) << 16;
        readings.add(reading(little(bytes, at + 4)).at(seconds));
      }
      case ALARM -> {
        readings.add(reading(little(bytes, at)));
        extras.put("alarm", String.valueOf(bytes[at + 4] & 0xFF));
      }
      default -> {
        if (channel == (0x0300 | type)) {
          readings.add(reading(little(bytes, at)));
        } else {
          String name = "channel-%04x".formatted(channel);
          extras.put(name, HexFormat.of().formatHex(bytes, at, at + length(channel)));
        }
      }
    }
  }

  private Reading reading(int number) {
    return quantity == Quantity.DISTANCE_DOWN && number == NO_ECHO
        ? Reading.none(quantity, "0xFFFF")
        : Reading.of(quantity, number, unit);
  }

  /** Bytes of a channel's value; −1 when the maker's tables do not have it. */
  private int length(int channel) {
    return switch (channel) {
      case BATTERY, 0xFF01, 0xFF0B, 0xFF0F -> 1;
      case 0xFF09, 0xFF0A, 0xFFFF -> 2;
      case 0xFF16 -> 8;
      case HISTORY -> 6;
      case ALARM -> quantity == Quantity.DISTANCE_DOWN ? 5 : -1;
      default -> channel == (0x0300 | type) ? 2 : -1;
    };
  }

  private static UnusableException unreadable(byte[] bytes, int at, boolean isUnknown) {
    String from = UnusableException.quoted(HexFormat.of().formatHex(bytes, at, bytes.length));
    return isUnknown
        ? new UnusableException(
            Reason.CHANNEL_UNKNOWN,
            "byte %d: the channel in %s is not known, what follows cannot be read"
                .formatted(at, from))
        : new UnusableException(
            Reason.FRAME_BROKEN,
            "the frame of %d bytes ends within %s".formatted(bytes.length, from));
  }

  private static int big(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }

  private static int little(byte[] bytes, int at) {
    return (bytes[at + 1] & 0xFF) << 8 | (bytes[at] & 0xFF);
  }
}
