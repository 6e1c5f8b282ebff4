package org.machizu.sensors.payload;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/** Binary frames of devices, by maker and model. */
enum Codec {
  MILESIGHT_EM500_UDL(85, new MilesightFrame(0x82, Quantity.DISTANCE_DOWN, Unit.MILLIMETRE)),
  MILESIGHT_EM500_SWL(85, new MilesightFrame(0x77, Quantity.LEVEL, Unit.CENTIMETRE)),
  DECENTLAB_DL_MBX(1, new DecentlabMbxFrame());

  private final int port;
  private final FrameReader frames;

  Codec(int port, FrameReader frames) {
    this.port = port;
    this.frames = frames;
  }

  /** The LoRaWAN port on which the device sends readings. */
  int port() {
    return port;
  }

  /**
   * @throws UnusableException when nothing of the frame can be used
   */
  Frame read(byte[] bytes) throws UnusableException {
    return frames.read(bytes);
  }

  /** As written in configuration: lower-case with hyphens. */
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @FunctionalInterface
  interface FrameReader {
    Frame read(byte[] bytes) throws UnusableException;
  }

  /**
   * What a frame holds.
   *
   * @param extras numbers that are no samples, by name
   * @param rest what of it could not be read
   */
  record Frame(
      List<Reading> readings, SortedMap<String, String> extras, Optional<UnusableException> rest) {}

  /**
   * @param number what is written; empty: the device had nothing to tell
   * @param text what stood there instead
   * @param epochS when, of readings that the device had kept; empty: now
   */
  record Reading(
      Quantity quantity, Optional<WrittenNumber> number, String text, Optional<Long> epochS) {
    static Reading of(Quantity quantity, double number, Unit unit) {
      return new Reading(
          quantity,
          Optional.of(new WrittenNumber(number, Optional.of(unit))),
          "",
          Optional.empty());
    }

    static Reading none(Quantity quantity, String text) {
      return new Reading(quantity, Optional.empty(), text, Optional.empty());
    }

    Reading at(long seconds) {
      return new Reading(quantity, number, text, Optional.of(seconds));
    }
  }
}
