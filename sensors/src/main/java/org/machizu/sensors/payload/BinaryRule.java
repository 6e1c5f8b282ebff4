package org.machizu.sensors.payload;

import java.util.Locale;
import java.util.Optional;

/**
 * A device's own bytes within the message of a network server.
 *
 * @param port where the LoRaWAN port stands, to be compared with the codec's
 */
record BinaryRule(Place from, Encoding encoding, Codec codec, Optional<Place> port) {

  enum Encoding {
    BASE64,
    HEX;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
