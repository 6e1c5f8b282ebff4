package org.machizu.ingest.gps;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * NMEA 0183 as receivers write it, of any talker (GP, GL, GN, GA, GB, GQ of Michibiki …). Sentences
 * of the same time of day are one fix: place and validity from RMC and GGA, speed and course from
 * RMC and VTG, altitude and quality from GGA, dilution from GSA.
 *
 * <p>RMC and ZDA carry the date. GGA has none: it takes the date known last, one day more when the
 * time of day went back over midnight; before any date is known its fixes are refused ({@code
 * no-time}). A fix that the receiver itself calls invalid is refused as {@code no-fix}, a sentence
 * without a right checksum as {@code bad-checksum}: both are one entry. Other sentences, and lines
 * that hold none, are passed over.
 */
final class NmeaTrack implements TrackFormat.Reader {
  private static final int MAX_LINE = 1_000;
  private static final Set<String> TIMED = Set.of("RMC", "GGA");

  @Override
  public int read(InputStream in, PositionSink sink) throws IOException {
    return new Reading(in, sink).read();
  }

  private static final class Reading {
    private final InputStream in;
    private final PositionSink sink;
    private final StringBuilder line = new StringBuilder();
    private @Nullable LocalDate date;
    private @Nullable LocalTime lastTime;
    private String time = "";
    private List<NmeaSentence> epoch = new ArrayList<>();
    private int index;

    Reading(InputStream in, PositionSink sink) {
      this.in = new BufferedInputStream(in, 1 << 16);
      this.sink = sink;
    }

    int read() throws IOException {
      while (readLine()) {
        String text = line.toString();
        try {
          NmeaSentence sentence = NmeaSentence.find(text);
          if (sentence != null) {
            take(sentence);
          }
        } catch (NmeaSentence.Broken broken) {
          emit();
          sink.refuse(
              index++, broken.code(), broken.detail(), Text.cut(Text.clean(text), MAX_LINE));
        }
      }
      emit();
      return index;
    }

    /** The next line, cut where it is too long; false at the end. */
    private boolean readLine() throws IOException {
      line.setLength(0);
      int b = in.read();
      if (b < 0) {
        return false;
      }
      while (b >= 0 && b != '\n' && b != '\r') {
        if (line.length() < MAX_LINE) {
          line.append((char) b);
        }
        b = in.read();
      }
      return true;
    }

    private void take(NmeaSentence sentence) throws IOException {
      if (TIMED.contains(sentence.type())) {
        if (!epoch.isEmpty() && !sentence.field(0).equals(time)) {
          emit();
        }
        time = sentence.field(0);
        epoch.add(sentence);
      } else if (sentence.type().equals("ZDA")) {
        date(sentence.field(1), sentence.field(2), sentence.field(3));
        lastTime = timeOfDay(sentence.field(0));
      } else if (isWanted(sentence.type()) && !epoch.isEmpty()) {
        epoch.add(sentence);
      }
      if (epoch.size() > 50) {
        emit(); // a receiver whose clock stands still
      }
    }

    private static boolean isWanted(String type) {
      return type.equals("VTG") || type.equals("GSA");
    }

    private void emit() throws IOException {
      if (epoch.isEmpty()) {
        return;
      }
      List<NmeaSentence> sentences = epoch;
      epoch = new ArrayList<>();
      NmeaFix fix = new NmeaFix();
      LocalTime timeOfDay = timeOfDay(time);
      boolean hasOwnDate = false;
      for (NmeaSentence sentence : sentences) {
        if (sentence.type().equals("RMC") && sentence.field(8).length() == 6) {
          String ddmmyy = sentence.field(8);
          hasOwnDate |= date(ddmmyy.substring(0, 2), ddmmyy.substring(2, 4), ddmmyy.substring(4));
        }
        fix.take(sentence);
      }
      if (date != null && timeOfDay != null) {
        if (!hasOwnDate && lastTime != null && isNextDay(lastTime, timeOfDay)) {
          date = date.plusDays(1);
        }
        fix.time(LocalDateTime.of(date, timeOfDay).toInstant(ZoneOffset.UTC), time);
      }
      lastTime = timeOfDay == null ? lastTime : timeOfDay;
      fix.emit(index++, sink, sentences);
    }

    /** A receiver's time goes back by a little (sentences mixed up) or by a day (midnight). */
    private static boolean isNextDay(LocalTime before, LocalTime after) {
      return before.toSecondOfDay() - after.toSecondOfDay() > 12 * 3600;
    }

    private boolean date(String day, String month, String year) {
      Double d = Numbers.find(day);
      Double m = Numbers.find(month);
      Double y = Numbers.find(year);
      if (d == null || m == null || y == null) {
        return false;
      }
      try {
        int whole = y.intValue();
        // Two figures: receivers that were never set write 80 (1980), which is refused later.
        int century = year.length() > 2 ? 0 : whole >= 80 ? 1900 : 2000;
        date = LocalDate.of(century + whole, m.intValue(), d.intValue());
        return true;
      } catch (DateTimeException noSuchDay) {
        return false; // as 000000 of a receiver that has no fix yet
      }
    }

    /** hhmmss.sss; null when it is none. */
    private static @Nullable LocalTime timeOfDay(String text) {
      if (text.length() < 6 || text.length() > 16 || !text.matches("\\d{6}(\\.\\d*)?")) {
        return null;
      }
      String fraction = text.length() > 7 ? text.substring(7) : "";
      try {
        return LocalTime.of(
            Integer.parseInt(text, 0, 2, 10),
            Integer.parseInt(text, 2, 4, 10),
            Math.min(59, Integer.parseInt(text, 4, 6, 10)),
            fraction.isEmpty() ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9)));
      } catch (DateTimeException noSuchTime) {
        return null;
      }
    }
  }
}
