package org.machizu.gauges;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.machizu.gauges.GaugeIntake.Arrival;
import org.machizu.gauges.GaugeStore.Noted;
import org.machizu.gauges.Message.Outcome;
import org.machizu.sensors.gauge.Observation;
import org.machizu.sensors.payload.Decoded;
import org.machizu.sensors.payload.Decoded.Refused;
import org.machizu.sensors.payload.Reason;
import org.machizu.sensors.payload.Sample;
import org.machizu.sensors.payload.ToLevel;
import org.machizu.sensors.payload.ToLevel.Outcome.Leveled;
import org.machizu.sensors.payload.ToLevel.Outcome.Unknown;

/**
 * Finds out which gauge's readings a decoded message holds, and turns them into levels. Whatever
 * cannot be used is told in the log of messages.
 */
public final class MessageReader {
  private static final int MOST_DETAILS = 8;
  private static final int LONGEST_DETAIL = 1_000;
  private static final int LONGEST_RAW = 200;

  private final Standings standings;

  MessageReader(Standings standings) {
    this.standings = standings;
  }

  /**
   * A message as it came.
   *
   * @param source by which way, as "mqtt main"
   * @param topic or what stands for it
   * @param mayLose whether it came in a way in which messages may be lost
   * @param sender the device whose token it came by, which may tell only of its own gauges; null: a
   *     broker of the settings, which is trusted
   */
  public record Came(
      String source,
      String topic,
      byte[] payload,
      Instant received,
      boolean mayLose,
      @Nullable String sender) {}

  /**
   * What a message holds.
   *
   * @param noted for the log: one for each gauge that it tells of, at least one
   */
  public record Read(List<Arrival> arrivals, List<Noted> noted) {}

  /** A message that is no reading, as a retained copy. */
  public Read passedOver(Came came, String why) {
    return new Read(List.of(), List.of(noted(came, null, Outcome.PASSED_OVER, why, List.of())));
  }

  /** A message that cannot be used at all. */
  public Read refused(Came came, String why) {
    return new Read(List.of(), List.of(noted(came, null, Outcome.REFUSED, why, List.of())));
  }

  /** What a decoded message holds. */
  public Read read(Came came, Decoded decoded) {
    return switch (decoded) {
      case Refused(Reason reason, String why) when reason == Reason.NOT_A_READING ->
          passedOver(came, why);
      case Refused refused -> refused(came, words(refused));
      case Decoded.Samples samples -> read(came, samples);
    };
  }

  private static String words(Refused refused) {
    return refused.reason().code() + ": " + refused.detail();
  }

  private Read read(Came came, Decoded.Samples samples) {
    List<Arrival> arrivals = new ArrayList<>();
    Map<String, List<Reading>> byGauge = new LinkedHashMap<>();
    List<String> refused = new ArrayList<>();
    samples.refused().forEach(one -> refused.add(words(one)));
    for (Sample sample : samples.samples()) {
      if (!ToLevel.concerns(sample)) {
        continue;
      }
      Optional<Standings.Ruled> gauge = gauge(came, sample, refused);
      gauge
          .flatMap(found -> reading(came, found, sample, refused))
          .ifPresent(reading -> {
            String id = gauge.get().id();
            byGauge.computeIfAbsent(id, _ -> new ArrayList<>()).add(reading);
            arrivals.add(new Arrival(new Stream(id, false), reading));
          });
    }
    List<Noted> noted = new ArrayList<>();
    byGauge.forEach((id, readings) ->
        noted.add(
            noted(
                came,
                id,
                Outcome.TAKEN,
                detail(readings),
                readings.stream().map(Reading::observation).toList())));
    if (!refused.isEmpty() || noted.isEmpty()) {
      String why = refused.isEmpty() ? "it holds no level" : some(refused);
      Outcome outcome = refused.isEmpty() ? Outcome.PASSED_OVER : Outcome.REFUSED;
      noted.add(noted(came, null, outcome, why, List.of()));
    }
    return new Read(arrivals, noted);
  }

  /** Whose reading it is: of the gauge in the topic, else of the one at which the device is. */
  private Optional<Standings.Ruled> gauge(Came came, Sample sample, List<String> refused) {
    Optional<String> device = sample.device().or(() -> Optional.ofNullable(came.sender()));
    Optional<Standings.Ruled> found =
        sample.gauge().isPresent()
            ? standings.find(sample.gauge().get())
            : device.flatMap(standings::ofDevice);
    if (found.isEmpty()) {
      refused.add(
          sample.gauge().isPresent()
              ? "gauge-unknown: there is no gauge " + sample.gauge().get()
              : "device-unknown: no gauge, or more than one, has the device "
                  + device.orElse("that is not named"));
      return Optional.empty();
    }
    if (came.sender() != null && !found.get().takesFrom(came.sender())) {
      refused.add(
          "sender-unknown: gauge %s takes nothing from the device %s; add it to the gauge's senders"
              .formatted(found.get().id(), came.sender()));
      return Optional.empty();
    }
    return found;
  }

  private static Optional<Reading> reading(
      Came came, Standings.Ruled gauge, Sample sample, List<String> refused) {
    return switch (gauge.toLevel(sample.device()).apply(sample)) {
      case Unknown(Refused why) -> {
        refused.add(words(why));
        yield Optional.empty();
      }
      case Leveled(OptionalDouble metres) ->
          Optional.of(
              new Reading(
                  sample.time().truncatedTo(ChronoUnit.MILLIS),
                  metres.isPresent() ? (Double) rounded(metres.getAsDouble()) : null,
                  cut(sample.raw(), LONGEST_RAW),
                  came.received().truncatedTo(ChronoUnit.MILLIS),
                  cut(came.source() + " " + came.topic(), LONGEST_RAW),
                  null));
    };
  }

  /** Tenths of millimetres: what a subtraction adds behind them nobody measured. */
  private static double rounded(double metres) {
    return Math.round(metres * 10_000) / 10_000.0;
  }

  private static String detail(List<Reading> readings) {
    return some(
        readings.stream()
            .map(r ->
                "%s %s (%s)"
                    .formatted(
                        r.time(), r.metres() == null ? "no number" : r.metres() + " m", r.raw()))
            .toList());
  }

  private static String some(List<String> all) {
    String some = all.stream().limit(MOST_DETAILS).collect(Collectors.joining("; "));
    int more = all.size() - MOST_DETAILS;
    return cut(more > 0 ? some + "; and " + more + " more" : some, LONGEST_DETAIL);
  }

  private static Noted noted(
      Came came,
      @Nullable String gauge,
      Outcome outcome,
      String detail,
      List<Observation> readings) {
    Message message =
        new Message(
            came.received().truncatedTo(ChronoUnit.MILLIS),
            came.source(),
            cut(came.topic(), LONGEST_DETAIL),
            text(came.payload()),
            came.payload().length,
            gauge,
            outcome,
            cut(detail, LONGEST_DETAIL),
            came.mayLose());
    return new Noted(message, gauge == null ? null : new Stream(gauge, false), readings);
  }

  /** The beginning of a payload as text, or in hexadecimal digits where it is none. */
  private static String text(byte[] payload) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(payload))
              .toString();
      return cut(text, Message.LONGEST);
    } catch (CharacterCodingException e) {
      int bytes = Math.min(payload.length, Message.LONGEST / 2);
      return HexFormat.of().formatHex(payload, 0, bytes);
    }
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
