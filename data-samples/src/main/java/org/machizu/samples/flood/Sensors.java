package org.machizu.samples.flood;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.machizu.samples.flood.Sensor.Wire;
import org.machizu.sensors.payload.Mounting;
import org.machizu.sensors.payload.Quantity;

/**
 * Twelve devices that speak in twelve ways: every profile of {@code sensors.payload} is heard, as
 * in a town that has bought gauges for thirty years.
 */
final class Sensors {
  /** A sensor that looks down hangs so far above the bank. */
  private static final double ABOVE_BANK_M = 3;

  private static final int HISTORY = 3;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  private Sensors() {}

  static Sensor of(Station station) {
    Mounting down = Mounting.above(station.inReference(station.deepM()) + ABOVE_BANK_M);
    Mounting bed = new Mounting(Quantity.LEVEL, station.inReference(0), 1, 0);
    Mounting own = Mounting.asSent();
    return switch (station.id()) {
      case "G01" -> sensor(station, "{\"profile\":\"csv\"}", own, Sensors::csv);
      case "G02" -> sensor(station, "{\"profile\":\"json\"}", own, Sensors::json);
      case "G03" ->
          sensor(station, envelope("tts.milesight-em500-udl"), down, tts(Sensors::udl, 85));
      case "G05" ->
          sensor(
              station,
              envelope("chirpstack.milesight-em500-udl"),
              down,
              chirpStack(Sensors::udl, 85));
      case "G06" ->
          sensor(station, envelope("loriot.decentlab-dl-mbx"), down, loriot(Sensors::mbx, 1));
      case "G07" -> sensor(station, LAST_VALUES, own, Sensors::lastValues);
      case "G08" ->
          sensor(station, envelope("tts.milesight-em500-swl"), bed, tts(Sensors::swl, 85));
      case "G09" -> sensor(station, "{\"profile\":\"senml\"}", own, Sensors::senMl);
      case "G10" ->
          sensor(
              station,
              envelope("chirpstack.milesight-em500-swl"),
              bed,
              chirpStack(Sensors::swl, 85));
      case "G11" ->
          sensor(station, envelope("loriot.milesight-em500-swl"), bed, loriot(Sensors::swl, 85));
      case "G12" -> sensor(station, "{\"profile\":\"plain\"}", own, Sensors::plain);
      default -> sensor(station, "{\"profile\":\"json\"}", own, Sensors::json);
    };
  }

  private static Sensor sensor(Station station, String decoding, Mounting mounting, Wire wire) {
    return new Sensor(
        station.id(),
        "gauge-" + station.id().toLowerCase(Locale.ROOT),
        "gauges/" + station.id() + "/level",
        decoding,
        mounting,
        wire);
  }

  /** Network servers can be told to which topic they send. */
  private static String envelope(String profile) {
    return "{\"profile\":\"" + profile + "\",\"topic\":\"gauges/{gauge}/level\"}";
  }

  private static byte[] bytes(String form, Object... values) {
    return String.format(Locale.ROOT, form, values).getBytes(UTF_8);
  }

  private static byte[] plain(List<Measured> last, Mounting mounting, String device) {
    return bytes("%.2f", last.getLast().metres());
  }

  private static byte[] json(List<Measured> last, Mounting mounting, String device) {
    Measured now = last.getLast();
    return bytes(
        "{\"time\":\"%s\",\"level\":%.3f,\"battery\":%d}",
        now.time(), now.metres(), now.batteryPercent());
  }

  /** An old logger: local time, midnight as hour 24 of the day before. */
  private static byte[] csv(List<Measured> last, Mounting mounting, String device) {
    Measured now = last.getLast();
    ZonedDateTime local = now.time().atZone(Measured.JAPAN);
    String time =
        local.toLocalTime().equals(LocalTime.MIDNIGHT)
            ? local.minusDays(1).format(DAY) + " 24:00"
            : local.format(DAY) + " " + local.format(CLOCK);
    return bytes("%s,%.2f\r\n", time, now.metres());
  }

  private static final String LAST_VALUES =
      """
      {"topic":"gauges/{gauge}/level","format":"json","each":"/cm","device":"$/station",
       "time":{"from":"$/at","as":"epoch-s","step":"PT10M","anchor":"last"},
       "values":[{"quantity":"level","from":"","unit":"cm"}]}\
      """;

  /** Sends its last readings again each time, so that a lost message is no lost reading. */
  private static byte[] lastValues(List<Measured> last, Mounting mounting, String device) {
    List<Measured> kept = last.subList(Math.max(0, last.size() - HISTORY), last.size());
    for (int i = 1; i < kept.size(); i++) {
      if (!Duration.between(kept.get(i - 1).time(), kept.get(i).time())
          .equals(Duration.ofMinutes(10))) {
        throw new IllegalStateException("the readings of " + device + " are not 10 minutes apart");
      }
    }
    return bytes(
        "{\"station\":\"%s\",\"at\":%d,\"cm\":[%s]}",
        device,
        last.getLast().time().getEpochSecond(),
        kept.stream()
            .map(measured -> String.valueOf(Math.round(measured.metres() * 100)))
            .collect(Collectors.joining(",")));
  }

  private static byte[] senMl(List<Measured> last, Mounting mounting, String device) {
    Measured now = last.getLast();
    return bytes(
        "[{\"bn\":\"%s\",\"bt\":%d,\"u\":\"m\",\"v\":%.3f},{\"u\":\"%%EL\",\"v\":%d}]",
        device, now.time().getEpochSecond(), now.metres(), now.batteryPercent());
  }

  private interface Frame {
    byte[] of(Measured measured, Mounting mounting);
  }

  private static byte[] udl(Measured measured, Mounting mounting) {
    return milesight(0x82, measured, (mounting.datumM() - measured.metres()) * 1000);
  }

  private static byte[] swl(Measured measured, Mounting mounting) {
    return milesight(0x77, measured, (measured.metres() - mounting.datumM()) * 100);
  }

  private static byte[] milesight(int type, Measured measured, double number) {
    return ByteBuffer.allocate(7)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0x01)
        .put((byte) 0x75)
        .put((byte) measured.batteryPercent())
        .put((byte) 0x03)
        .put((byte) type)
        .putShort((short) Math.clamp(Math.round(number), 0, 0xFFFE))
        .array();
  }

  private static byte[] mbx(Measured measured, Mounting mounting) {
    return ByteBuffer.allocate(11)
        .put((byte) 2)
        .putShort((short) 303)
        .putShort((short) 3)
        .putShort(
            (short)
                Math.clamp(Math.round((mounting.datumM() - measured.metres()) * 1000), 0, 0xFFFE))
        .putShort((short) 1)
        .putShort((short) (3_100 - measured.number()))
        .array();
  }

  /** A made-up EUI; its first half is of no maker. */
  private static String eui(String device) {
    return "10000000%08X".formatted(device.hashCode());
  }

  private static Wire tts(Frame frame, int port) {
    return (last, mounting, device) -> {
      Measured now = last.getLast();
      return bytes(
          """
          {"end_device_ids":{"device_id":"eui-%s","application_ids":{"application_id":"machizu-demo"},\
          "dev_eui":"%s"},"received_at":"%s","uplink_message":{"f_port":%d,"f_cnt":%d,\
          "frm_payload":"%s","rx_metadata":[{"gateway_ids":{"gateway_id":"yakuba"},"rssi":-87,"snr":7.5}],\
          "received_at":"%s"}}\
          """,
          eui(device).toLowerCase(Locale.ROOT),
          eui(device),
          now.time().plusMillis(200),
          port,
          now.number(),
          Base64.getEncoder().encodeToString(frame.of(now, mounting)),
          now.time());
    };
  }

  private static Wire chirpStack(Frame frame, int port) {
    return (last, mounting, device) -> {
      Measured now = last.getLast();
      return bytes(
          """
          {"time":"%s","deviceInfo":{"applicationName":"machizu-demo","deviceName":"%s",\
          "devEui":"%s"},"dr":5,"fCnt":%d,"fPort":%d,"data":"%s",\
          "rxInfo":[{"gatewayId":"10000000000000aa","rssi":-91,"snr":6.2}]}\
          """,
          now.time().atZone(Measured.JAPAN).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME),
          device,
          eui(device).toLowerCase(Locale.ROOT),
          now.number(),
          port,
          Base64.getEncoder().encodeToString(frame.of(now, mounting)));
    };
  }

  private static Wire loriot(Frame frame, int port) {
    return (last, mounting, device) -> {
      Measured now = last.getLast();
      return bytes(
          """
          {"cmd":"rx","EUI":"%s","ts":%d,"fcnt":%d,"port":%d,"rssi":-102,"snr":1.8,"bat":241,\
          "data":"%s"}\
          """,
          eui(device),
          now.time().toEpochMilli(),
          now.number(),
          port,
          HexFormat.of().withUpperCase().formatHex(frame.of(now, mounting)));
    };
  }
}
