package org.machizu.sensors.payload;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How messages of one kind are read. Made by {@link DecodingJson} and {@link Profiles}, which check
 * it.
 *
 * @param topic whose messages these are; empty: the topic says nothing
 * @param only messages in which one of these does not hold are no readings
 * @param device where the sender's name stands; empty: in the topic, or nowhere
 * @param missing spellings of "no number"; numbers among them count as numbers, so that -9999.0 is
 *     -9999 too
 * @param extras what else to keep of each message, by name
 */
record Decoding(
    Optional<TopicTemplate> topic,
    Form form,
    List<Condition> only,
    Optional<Place> device,
    TimeRule time,
    List<ValueRule> values,
    Optional<BinaryRule> binary,
    Set<String> missing,
    SortedMap<String, Place> extras) {

  static final List<String> USUAL_MISSING = List.of("", "*", "-", "---", "欠測", "-9999");

  Decoding {
    only = List.copyOf(only);
    values = List.copyOf(values);
    missing = Collections.unmodifiableSet(new LinkedHashSet<>(missing));
    extras = Collections.unmodifiableSortedMap(new TreeMap<>(extras));
  }
}
