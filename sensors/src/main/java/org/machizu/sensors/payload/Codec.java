package org.machizu.sensors.payload;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
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
   * @param value in the unit of its quantity; empty: the device had nothing to tell
   * @param raw what is written, with its unit
   * @param epochS when, of readings that the device had kept; empty: now
   */
  record Reading(Quantity quantity, OptionalDouble value, String raw, OptionalLong epochS) {
    static Reading of(Quantity quantity, int number, Unit unit) {
      return new Reading(
          quantity,
          OptionalDouble.of(unit.toBase(number)),
          number + " " + unit.symbol(),
          OptionalLong.empty());
    }

    static Reading none(Quantity quantity, String raw) {
      return new Reading(quantity, OptionalDouble.empty(), raw, OptionalLong.empty());
    }

    Reading at(long seconds) {
      return new Reading(quantity, value, raw, OptionalLong.of(seconds));
    }
  }
}
