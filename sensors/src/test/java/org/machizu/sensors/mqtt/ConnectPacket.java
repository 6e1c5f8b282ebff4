package org.machizu.sensors.mqtt;

import java.nio.ByteBuffer;

/** The first packet of a client (MQTT 5, OASIS 3.1), as far as a test wants to know. */
record ConnectPacket(boolean cleanStart, long sessionExpiry, int receiveMaximum) {
  static ConnectPacket parse(byte[] said) {
    ByteBuffer in = ByteBuffer.wrap(said);
    if (in.get() != 0x10) {
      throw new AssertionError("not a CONNECT");
    }
    length(in);
    in.position(in.position() + 2 + 4); // "MQTT"
    if (in.get() != 5) {
      throw new AssertionError("not MQTT 5");
    }
    boolean clean = (in.get() & 2) != 0;
    in.getShort(); // keep alive
    int end = length(in) + in.position();
    long expiry = 0;
    int maximum = 65_535;
    while (in.position() < end) {
      int property = in.get();
      switch (property) {
        case 0x11 -> expiry = Integer.toUnsignedLong(in.getInt());
        case 0x21 -> maximum = Short.toUnsignedInt(in.getShort());
        case 0x27 -> in.getInt();
        case 0x22 -> in.getShort();
        case 0x17, 0x19 -> in.get();
        default -> throw new AssertionError("property " + property);
      }
    }
    return new ConnectPacket(clean, expiry, maximum);
  }

  private static int length(ByteBuffer in) {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      int next = in.get();
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
