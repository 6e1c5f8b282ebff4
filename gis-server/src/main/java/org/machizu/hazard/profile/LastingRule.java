package org.machizu.hazard.profile;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attributes;

/**
 * Where a data set says how long the water may stay: in the words of a class, as hours, or as the
 * code of a class.
 *
 * @param text attribute with the words of a class
 * @param hours attribute with a number of hours
 * @param codes null where the data have none
 */
record LastingRule(@Nullable String text, @Nullable String hours, @Nullable Codes<Lasting> codes) {

  @Nullable Lasting read(Attributes attributes, List<Unread> unread) {
    if (hours != null
        && attributes.get(hours) instanceof Number number
        && number.doubleValue() >= 0) {
      double value = number.doubleValue();
      return new Lasting(value, value, Bounds.hours(value));
    }
    if (text != null) {
      Object value = attributes.get(text);
      String words = value == null ? "" : value.toString().strip();
      if (!words.isEmpty()) {
        Optional<RangeText> range = RangeText.hours(words);
        if (range.isEmpty()) {
          unread.add(new Unread(text, Codes.told(words)));
          return null;
        }
        return new Lasting(range.get().from(), range.get().to(), words);
      }
    }
    return codes == null ? null : codes.read(attributes, unread);
  }
}
