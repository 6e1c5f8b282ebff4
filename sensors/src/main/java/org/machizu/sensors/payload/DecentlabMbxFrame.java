package org.machizu.sensors.payload;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.machizu.sensors.payload.Codec.Frame;
import org.machizu.sensors.payload.Codec.Reading;

/**
 * Frames of Decentlab's DL-MBX: version, device, flags, then the words of each sensor that the
 * flags name, big-endian. Source: the maker's payload definition, protocol 2.
 */
record DecentlabMbxFrame() implements Codec.FrameReader {
  private static final int HEAD = 5;
  private static final int DISTANCE = 1;
  private static final int BATTERY = 2;

  @Override
  public Frame read(byte[] bytes) throws UnusableException {
    if (bytes.length < HEAD) {
      throw new UnusableException(
          Reason.FRAME_BROKEN,
          "the frame has %d bytes; its head alone has %d".formatted(bytes.length, HEAD));
    }
    ByteBuffer frame = ByteBuffer.wrap(bytes);
    int version = frame.get();
    int device = frame.getShort() & 0xFFFF;
    int flags = frame.getShort() & 0xFFFF;
    if (version != 2 || flags > (DISTANCE | BATTERY)) {
      throw new UnusableException(
          Reason.FRAME_BROKEN,
          "protocol version %d with flags %d: a DL-MBX sends version 2 and flags up to 3"
              .formatted(version, flags));
    }
    int length = HEAD + ((flags & DISTANCE) == 0 ? 0 : 4) + ((flags & BATTERY) == 0 ? 0 : 2);
    if (bytes.length != length) {
      throw new UnusableException(
          Reason.FRAME_BROKEN,
          "the frame has %d bytes, by its flags it must have %d".formatted(bytes.length, length));
    }
    List<Reading> readings = new ArrayList<>();
    SortedMap<String, String> extras = new TreeMap<>();
    extras.put("decentlabDevice", String.valueOf(device));
    if ((flags & DISTANCE) != 0) {
      int millimetres = frame.getShort() & 0xFFFF;
      int valid = frame.getShort() & 0xFFFF;
      extras.put("validSamples", String.valueOf(valid));
      readings.add(
          valid == 0
              ? Reading.none(Quantity.DISTANCE_DOWN, "0 valid samples")
              : Reading.of(Quantity.DISTANCE_DOWN, millimetres, Unit.MILLIMETRE));
    }
    if ((flags & BATTERY) != 0) {
      readings.add(Reading.of(Quantity.BATTERY_VOLTAGE, frame.getShort() & 0xFFFF, Unit.MILLIVOLT));
    }
    if (readings.isEmpty()) {
      throw new UnusableException(Reason.VALUE_MISSING, "by its flags the frame holds nothing");
    }
    return new Frame(readings, extras, Optional.empty());
  }
}
