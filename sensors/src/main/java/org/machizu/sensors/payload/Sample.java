package org.machizu.sensors.payload;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One number of a message, as it came; nobody has judged it yet.
 *
 * @param device whom the message or its topic names as sender; empty: neither does. EUIs stand as
 *     the network server writes them, so compare them without regard to case
 * @param gauge whose it is, when the topic says so
 * @param value in the unit of its quantity; empty when the device sent a sign for "none"
 * @param raw what the message said: {@code 1234 mm}, or {@code *}
 * @param time when it was measured
 * @param timeIsArrival the message tells no time, and {@code time} is when it came here
 * @param extras what else the message told of it: frame counter, port, strength of reception
 */
public record Sample(
    Optional<String> device,
    Optional<String> gauge,
    Quantity quantity,
    OptionalDouble value,
    String raw,
    Instant time,
    boolean timeIsArrival,
    SortedMap<String, String> extras) {

  public Sample {
    extras = Collections.unmodifiableSortedMap(new TreeMap<>(extras));
  }
}
