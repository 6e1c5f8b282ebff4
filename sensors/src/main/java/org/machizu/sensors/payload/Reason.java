package org.machizu.sensors.payload;

import java.util.Locale;

/** Why a message or a part of it was refused; the codes are stable, texts belong to the pages. */
public enum Reason {
  /** More bytes than a message of a gauge can have. */
  TOO_LARGE,
  /** Bytes that are no text in the configured encoding. */
  TEXT_BROKEN,
  /** Not JSON, or cut off, or nested too deeply, or with a name that stands twice. */
  JSON_BROKEN,
  /** Not CSV, or a row without the columns of the first. */
  CSV_BROKEN,
  /** The topic is none that the configuration knows. */
  TOPIC_UNEXPECTED,
  /** A message of another kind, as a join or an acknowledgement. */
  NOT_A_READING,
  TOO_MANY_SAMPLES,
  /** Nothing that was asked for is in it. */
  VALUE_MISSING,
  /** Where a number is expected stands something else, and no known sign for "none" either. */
  VALUE_NO_NUMBER,
  TIME_MISSING,
  /** Not written as configured, or no such day or hour. */
  TIME_BROKEN,
  /** Before 2000 or after 2099: a clock that was never set, or seconds taken for milliseconds. */
  TIME_IMPOSSIBLE,
  DEVICE_MISSING,
  DEVICE_BROKEN,
  /** Not the base64 or hexadecimal text that was configured. */
  BYTES_BROKEN,
  /** LoRaWAN messages of that port are no readings of that device. */
  PORT_UNEXPECTED,
  /** The frame is not of the configured device, or ends within a value. */
  FRAME_BROKEN,
  /** A channel whose length is not known, so that what follows it cannot be read. */
  CHANNEL_UNKNOWN,
  /** A distance or level from a sensor whose height is not known for that day. */
  DATUM_UNKNOWN,
  /** The sensor is configured for another quantity. */
  QUANTITY_UNEXPECTED;

  /** Lower-case with hyphens. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
