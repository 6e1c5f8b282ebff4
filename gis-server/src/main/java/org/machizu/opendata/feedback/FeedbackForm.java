package org.machizu.opendata.feedback;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.machizu.opendata.feedback.Feedback.About;
import org.machizu.opendata.feedback.Feedback.Place;

/**
 * What somebody has filled in. A program that fills in whatever it finds is told by a field that
 * people do not see, and by a form that was read faster than people read; that keeps out what comes
 * by chance, and the bound of messages a day holds against the rest.
 *
 * @param layer short id or "", as it came; so the other parts
 */
record FeedbackForm(
    String layer,
    String feature,
    String map,
    String lon,
    String lat,
    String text,
    String address,
    String trap,
    String begun) {
  static final int LONGEST_TEXT = 2_000;
  static final int LONGEST_ADDRESS = 254;

  /** Nobody reads the page and writes a sentence within this time. */
  static final Duration FASTEST = Duration.ofSeconds(3);

  static final List<String> FIELDS =
      List.of("layer", "feature", "map", "lon", "lat", "text", "address", "website", "begun");

  static FeedbackForm read(Function<String, @Nullable String> field) {
    Function<String, String> value =
        name -> {
          String found = field.apply(name);
          return found == null ? "" : found.strip();
        };
    return new FeedbackForm(
        value.apply("layer"),
        value.apply("feature"),
        value.apply("map"),
        value.apply("lon"),
        value.apply("lat"),
        value.apply("text").replace("\r\n", "\n"),
        value.apply("address"),
        value.apply("website"),
        value.apply("begun"));
  }

  /**
   * What is wrong with it, as the key of the words for it; empty when nothing is.
   *
   * @param isAddress whether a mail can be sent there
   */
  Optional<String> wrong(Function<String, Boolean> isAddress, Instant now) {
    if (!trap.isEmpty() || !isUnhurried(now)) {
      return Optional.of("wrongHurry");
    }
    if (text.isEmpty()) {
      return Optional.of("wrongEmpty");
    }
    boolean isPlain = text.chars().allMatch(c -> c >= 0x20 || c == '\n' || c == '\t');
    if (text.length() > LONGEST_TEXT || !isPlain) {
      return Optional.of("wrongLong");
    }
    if (!address.isEmpty() && (address.length() > LONGEST_ADDRESS || !isAddress.apply(address))) {
      return Optional.of("wrongAddress");
    }
    return Optional.empty();
  }

  private boolean isUnhurried(Instant now) {
    try {
      return !Instant.ofEpochSecond(Long.parseLong(begun)).plus(FASTEST).isAfter(now);
    } catch (NumberFormatException | java.time.DateTimeException e) {
      return false;
    }
  }

  /** What it is about; parts that cannot be are left out, since a link may be old or mistyped. */
  About about(Function<String, Boolean> isOpenLayer, Function<String, Boolean> isOpenMap) {
    String knownLayer = isOpenLayer.apply(layer) ? layer : null;
    return new About(
        knownLayer,
        knownLayer == null ? null : number(),
        isOpenMap.apply(map) ? map : null,
        place().orElse(null));
  }

  private @Nullable Long number() {
    return feature.matches("[0-9]{1,18}") ? Long.valueOf(feature) : null;
  }

  private Optional<Place> place() {
    try {
      double x = Double.parseDouble(lon);
      double y = Double.parseDouble(lat);
      boolean isPlace = x >= -180 && x <= 180 && y >= -90 && y <= 90;
      return isPlace ? Optional.of(new Place(x, y)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The fields anew, for the form that is shown again. */
  Map<String, Object> model() {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("layer", layer);
    model.put("feature", feature);
    model.put("map", map);
    model.put("lon", lon);
    model.put("lat", lat);
    model.put("text", text);
    model.put("address", address);
    return model;
  }
}
