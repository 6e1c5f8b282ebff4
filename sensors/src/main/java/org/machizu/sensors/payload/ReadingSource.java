package org.machizu.sensors.payload;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.machizu.sensors.payload.Decoded.Refused;

/**
 * One reading of a message: an element of its list, or all of it.
 *
 * @param names what the topic tells
 */
record ReadingSource(
    Decoding decoding,
    JsonNode message,
    JsonNode element,
    Map<String, String> names,
    Instant received) {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_EXTRA = 200;

  /** When it was measured, and whether that is only when it came. */
  private record Moment(Instant time, boolean isArrival) {}

  /**
   * Adds its samples, and what of it could not be used.
   *
   * @param number of this reading in the list, from 0
   * @throws UnusableException when all of it cannot be used
   */
  void read(int number, int count, List<Sample> samples, List<Refused> refused)
      throws UnusableException {
    if (isOther()) {
      return;
    }
    Optional<String> device = device();
    Optional<String> gauge = named(TopicTemplate.GAUGE);
    Moment moment = moment(number, count);
    Sender sender = new Sender(device, gauge, extras());
    if (decoding.binary().isPresent()) {
      frame(decoding.binary().get(), sender, moment, samples, refused);
      return;
    }
    boolean isFound = false;
    for (ValueRule rule : decoding.values()) {
      if (!isAsked(rule)) {
        continue;
      }
      Optional<JsonNode> value = rule.from().find(message, element);
      if (value.isEmpty()) {
        continue;
      }
      isFound = true;
      try {
        samples.add(sample(rule, value.get(), sender, moment));
      } catch (UnusableException unusable) {
        refused.add(unusable.refused());
      }
    }
    if (!isFound) {
      throw new UnusableException(
          Reason.VALUE_MISSING,
          "nothing at "
              + String.join(
                  ", ",
                  decoding.values().stream().map(r -> r.from().toString()).distinct().toList()));
    }
  }

  private record Sender(
      Optional<String> device, Optional<String> gauge, SortedMap<String, String> extras) {

    Sample sample(Quantity quantity, OptionalDouble value, String raw, Moment moment) {
      return new Sample(
          device, gauge, quantity, value, raw, moment.time(), moment.isArrival(), extras);
    }
  }

  /** Whether it tells of something that nobody asked for, as the temperature beside the level. */
  private boolean isOther() {
    return decoding.binary().isEmpty() && decoding.values().stream().noneMatch(this::isAsked);
  }

  private boolean isAsked(ValueRule rule) {
    return rule.field().map(field -> field.equals(names.get(TopicTemplate.FIELD))).orElse(true)
        && rule.where().stream().allMatch(condition -> condition.holds(message, element));
  }

  private Sample sample(ValueRule rule, JsonNode value, Sender sender, Moment moment)
      throws UnusableException {
    Optional<String> scalar = JsonText.scalar(value);
    String text = scalar.orElse("").strip();
    Optional<WrittenNumber> number =
        scalar.isEmpty() || value.isBoolean() ? Optional.empty() : WrittenNumber.find(text);
    boolean isMissing = scalar.isPresent() && (value.isNull() || isMissing(text, number));
    if (isMissing) {
      return sender.sample(rule.quantity(), OptionalDouble.empty(), text, moment);
    }
    Optional<Unit> unit = number.map(written -> written.unit().orElse(rule.unit()));
    if (number.isEmpty() || !unit.get().measuresAs(rule.unit())) {
      throw new UnusableException(
          Reason.VALUE_NO_NUMBER,
          "%s at %s is no number in %s, and none of the signs for none: %s"
              .formatted(
                  UnusableException.quoted(value.toString()),
                  rule.from(),
                  rule.unit().symbol(),
                  decoding.missing()));
    }
    double base = rule.toBase(number.get().number(), unit.get());
    if (!Double.isFinite(base)) {
      throw new UnusableException(
          Reason.VALUE_NO_NUMBER, UnusableException.quoted(text) + " is beyond all numbers");
    }
    String raw = number.get().unit().isPresent() ? text : text + " " + rule.unit().symbol();
    return sender.sample(rule.quantity(), OptionalDouble.of(base), raw, moment);
  }

  private boolean isMissing(String text, Optional<WrittenNumber> number) {
    if (decoding.missing().contains(text)) {
      return true;
    }
    return number.isPresent()
        && decoding.missing().stream()
            .flatMap(spelling -> WrittenNumber.find(spelling).stream())
            .anyMatch(none -> none.number() == number.get().number());
  }

  private Optional<String> device() throws UnusableException {
    if (decoding.device().isEmpty()) {
      return named(TopicTemplate.DEVICE);
    }
    Place at = decoding.device().get();
    Optional<String> device =
        at.find(message, element)
            .flatMap(JsonText::scalar)
            .map(String::strip)
            .filter(d -> !d.isEmpty());
    if (device.isEmpty()) {
      throw new UnusableException(Reason.DEVICE_MISSING, "no name of a device at " + at);
    }
    return Optional.of(checked(device.get()));
  }

  private Optional<String> named(String placeholder) throws UnusableException {
    String name = names.get(placeholder);
    return name == null ? Optional.empty() : Optional.of(checked(name));
  }

  private static String checked(String name) throws UnusableException {
    if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
      throw new UnusableException(
          Reason.DEVICE_BROKEN,
          "%s is no name: at most %d characters in one line"
              .formatted(UnusableException.quoted(name), LONGEST_NAME));
    }
    return name;
  }

  private Moment moment(int number, int count) throws UnusableException {
    TimeRule rule = decoding.time();
    Optional<String> written = Optional.empty();
    for (Place place : rule.from()) {
      if (written.isEmpty()) {
        written =
            place.find(message, element).filter(found -> !found.isNull()).flatMap(JsonText::scalar);
      }
    }
    if (written.isEmpty() && !rule.orArrival()) {
      throw new UnusableException(
          Reason.TIME_MISSING,
          "no time at " + String.join(", ", rule.from().stream().map(Place::toString).toList()));
    }
    Instant base =
        written.isEmpty()
            ? received
            : WrittenTime.read(written.get().strip(), rule.style(), rule.zone());
    int steps = rule.anchor() == TimeRule.Anchor.FIRST ? number : number - count + 1;
    return new Moment(
        base.plus(rule.step().orElse(Duration.ZERO).multipliedBy(steps)), written.isEmpty());
  }

  private SortedMap<String, String> extras() {
    SortedMap<String, String> extras = new TreeMap<>();
    decoding
        .extras()
        .forEach((name, place) ->
            place
                .find(message, element)
                .flatMap(JsonText::scalar)
                .filter(text -> text.length() <= LONGEST_EXTRA)
                .ifPresent(text -> extras.put(name, text)));
    return extras;
  }

  private void frame(
      BinaryRule rule, Sender sender, Moment moment, List<Sample> samples, List<Refused> refused)
      throws UnusableException {
    checkPort(rule);
    Optional<String> written = rule.from().find(message, element).flatMap(JsonText::scalar);
    if (written.isEmpty()) {
      throw new UnusableException(Reason.VALUE_MISSING, "no bytes of the device at " + rule.from());
    }
    Codec.Frame frame = rule.codec().read(bytes(rule, written.get().strip()));
    SortedMap<String, String> extras = new TreeMap<>(frame.extras());
    extras.putAll(sender.extras());
    Sender telling = new Sender(sender.device(), sender.gauge(), extras);
    for (Codec.Reading reading : frame.readings()) {
      Moment measured = moment;
      if (reading.epochS().isPresent()) {
        String seconds = String.valueOf(reading.epochS().getAsLong());
        try {
          measured =
              new Moment(
                  WrittenTime.read(seconds, TimeRule.Style.EPOCH_S, decoding.time().zone()), false);
        } catch (UnusableException unusable) {
          refused.add(unusable.refused());
          continue;
        }
      }
      samples.add(telling.sample(reading.quantity(), reading.value(), reading.raw(), measured));
    }
    frame.rest().map(UnusableException::refused).ifPresent(refused::add);
  }

  private void checkPort(BinaryRule rule) throws UnusableException {
    Optional<String> port =
        rule.port().flatMap(place -> place.find(message, element)).flatMap(JsonText::scalar);
    if (port.isPresent() && !port.get().equals(String.valueOf(rule.codec().port()))) {
      throw new UnusableException(
          Reason.PORT_UNEXPECTED,
          "port %s: %s sends readings on port %d"
              .formatted(
                  UnusableException.quoted(port.get()), rule.codec().code(), rule.codec().port()));
    }
  }

  private static byte[] bytes(BinaryRule rule, String written) throws UnusableException {
    try {
      return rule.encoding() == BinaryRule.Encoding.HEX
          ? HexFormat.of().parseHex(written)
          : Base64.getDecoder().decode(written);
    } catch (IllegalArgumentException noBytes) {
      throw new UnusableException(
          Reason.BYTES_BROKEN,
          "%s at %s is not %s"
              .formatted(UnusableException.quoted(written), rule.from(), rule.encoding().code()));
    }
  }
}
