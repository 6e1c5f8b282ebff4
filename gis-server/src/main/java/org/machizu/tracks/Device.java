package org.machizu.tracks;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A vehicle with a tracker.
 *
 * @param name as its token names it ("plow-3")
 * @param title what people call it ("3号車 除雪グレーダ")
 * @param vehicle what it is: "plow", "grader", "loader", "spreader", "sidewalk", "patrol" …; free
 * @param work what it does when it works and does not say what; null for vehicles that never work
 *     on roads
 * @param widthM of its blade or spreader; null when unknown
 * @param heard when something of it arrived last, by the server's clock
 */
public record Device(
    String name,
    String title,
    String vehicle,
    @Nullable WorkKind work,
    @Nullable Double widthM,
    Instant heard) {
  /** What is kept of a device that sends for the first time. */
  public static Device unknown(String name, Instant heard) {
    return new Device(name, name, "plow", WorkKind.NEW_SNOW, null, heard);
  }

  /** The same as {@link #work}. */
  public Optional<WorkKind> usualWork() {
    return Optional.ofNullable(work);
  }
}
