package org.machizu.hazard.profile;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attributes;

/**
 * Where a data set says how deep the water may be: as two numbers, as one number, as the words of
 * its class, or as the code of a class. The first that a feature has counts.
 *
 * @param from attribute with the lower bound in metres
 * @param to attribute with the upper bound in metres, 0 or empty when open
 * @param number attribute with one depth in metres
 * @param texts attributes with the words of a class, the first that is not empty counts
 * @param codes null where the data have none
 * @param instead attribute that is told as unread when a feature has nothing else
 */
record DepthRule(
    @Nullable String from,
    @Nullable String to,
    @Nullable String number,
    List<String> texts,
    @Nullable Codes<Depth> codes,
    List<String> instead) {

  @Nullable Depth read(Attributes attributes, List<Unread> unread) {
    Depth depth = ofNumbers(attributes);
    if (depth == null) {
      depth = ofText(attributes, unread);
    }
    if (depth == null && codes != null) {
      return codes.read(attributes, unread);
    }
    if (depth == null && unread.isEmpty()) {
      tellWhatStands(attributes, unread);
    }
    return depth;
  }

  private @Nullable Depth ofNumbers(Attributes attributes) {
    if (from != null && to != null) {
      Double low = number(attributes.get(from));
      Double high = number(attributes.get(to));
      if (low != null && low >= 0) {
        Double open = high == null || high <= low ? null : high;
        return new Depth(low, open, label(attributes, Bounds.label(low, open)));
      }
    }
    if (number != null) {
      Double metres = number(attributes.get(number));
      if (metres != null && metres >= 0) {
        return new Depth(metres, metres, Bounds.metres(metres));
      }
    }
    return null;
  }

  private String label(Attributes attributes, String ours) {
    return texts.stream()
        .map(attributes::get)
        .filter(String.class::isInstance)
        .map(value -> value.toString().strip())
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse(ours);
  }

  private @Nullable Depth ofText(Attributes attributes, List<Unread> unread) {
    for (String attribute : texts) {
      Object value = attributes.get(attribute);
      String text = value == null ? "" : value.toString().strip();
      if (!text.isEmpty()) {
        Optional<RangeText> range = RangeText.metres(text);
        if (range.isPresent()) {
          return new Depth(range.get().from(), range.get().to(), text);
        }
        unread.add(new Unread(attribute, Codes.told(text)));
        return null;
      }
    }
    return null;
  }

  /** A code whose list did not come with the file, or nothing at all. */
  private void tellWhatStands(Attributes attributes, List<Unread> unread) {
    for (String attribute : instead) {
      Object value = attributes.get(attribute);
      if (value != null) {
        unread.add(new Unread(attribute, Codes.told(value)));
        return;
      }
    }
    if (!texts.isEmpty()) {
      unread.add(new Unread(texts.getFirst(), ""));
    }
  }

  private static @Nullable Double number(@Nullable Object value) {
    return value instanceof Number number && Double.isFinite(number.doubleValue())
        ? number.doubleValue()
        : null;
  }
}
