package org.machizu.ingest.gps;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** One fix of a receiver, put together from the sentences of one moment. */
final class NmeaFix {
  private static final double KNOT = 1852.0 / 3600;

  private final Fix fix = new Fix();
  private boolean hasPosition;

  void time(Instant time, String written) {
    fix.time(time, written);
  }

  void take(NmeaSentence sentence) {
    switch (sentence.type()) {
      case "RMC" -> takeRmc(sentence);
      case "GGA" -> takeGga(sentence);
      case "VTG" -> {
        if (!fix.hasSpeed()) {
          fix.speed("speedKnots", sentence.field(4), KNOT);
        }
        if (!fix.hasCourse()) {
          fix.course("course", sentence.field(0));
        }
      }
      case "GSA" -> {
        number("fixType", sentence.field(1));
        number("pdop", sentence.field(14));
        number("vdop", sentence.field(16));
      }
      default -> throw new IllegalArgumentException(sentence.type() + " is no part of a fix");
    }
  }

  private void takeRmc(NmeaSentence rmc) {
    if (!rmc.field(1).equals("A") || rmc.field(11).equals("N")) {
      noFix("RMC has status " + Text.quoted(rmc.field(1)));
    }
    position(rmc, 2);
    fix.speed("speedKnots", rmc.field(6), KNOT);
    fix.course("course", rmc.field(7));
  }

  private void takeGga(NmeaSentence gga) {
    if (gga.field(5).isEmpty() || gga.field(5).equals("0")) {
      noFix("GGA has quality " + Text.quoted(gga.field(5)));
    }
    position(gga, 1);
    number("fixQuality", gga.field(5));
    number("sat", gga.field(6));
    number("hdop", gga.field(7));
    fix.altitude("altitude", Numbers.find(gga.field(8)));
    number("geoidHeightM", gga.field(10));
  }

  private void position(NmeaSentence sentence, int latField) {
    if (hasPosition) {
      return;
    }
    Double lat = sentence.angle(latField);
    Double lon = sentence.angle(latField + 2);
    if (lat == null || lon == null) {
      noFix("the sentence has no place");
    } else {
      hasPosition = true;
      fix.position(lon, lat);
    }
  }

  private void noFix(String why) {
    fix.refuse("no-fix", "the receiver itself had no fix: " + why);
  }

  private void number(String name, String field) {
    if (!field.isEmpty()) {
      Double number = Numbers.find(field);
      boolean isWhole = number != null && field.indexOf('.') < 0 && number == Math.rint(number);
      fix.extra(name, number == null ? field : isWhole ? (Object) number.longValue() : number);
    }
  }

  void emit(int index, PositionSink sink, List<NmeaSentence> sentences) throws IOException {
    fix.emit(
        index,
        sink,
        () ->
            sentences.stream()
                .map(s -> s.type() + "," + String.join(",", s.fields()))
                .collect(Collectors.joining("\n")));
  }
}
