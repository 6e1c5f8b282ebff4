package org.machizu.samples.flood;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * What the demo's gauges tell as long as it is looked at: a flood, then as long a time of quiet
 * water, then the flood of the next seed, and so on. A demo that is started again goes on where it
 * was.
 *
 * @param seed of the first flood
 * @param began when that flood did; whole minutes
 * @param told everything up to this moment has been told
 */
record Story(long seed, Instant began, Instant told) {
  /** What lies so far back is no longer gone on with. */
  private static final Duration FORGOTTEN = Duration.ofDays(3);

  private static final Duration CHAPTER = Duration.ofSeconds(Flood.LASTS_S);

  /** One that ends its flood now at its own speed; {@code alreadyS} of it is told at once. */
  static Story begin(long seed, Instant now, double speed, long alreadyS) {
    Instant began = Replay.began(now, speed, alreadyS);
    return new Story(seed, began, began);
  }

  /** The one of a former start; empty when there is none, or when it lies too far back. */
  static Optional<Story> read(Path file, Instant now) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String[] parts = Files.readString(file).strip().split(" ");
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      Story story =
          new Story(Long.parseLong(parts[0]), Instant.parse(parts[1]), Instant.parse(parts[2]));
      boolean goesOn = !story.told.isBefore(now.minus(FORGOTTEN)) && !story.told.isAfter(now);
      return goesOn ? Optional.of(story) : Optional.empty();
    } catch (NumberFormatException | DateTimeParseException e) {
      return Optional.empty(); // somebody has written into it
    }
  }

  void write(Path file) throws IOException {
    Path writing = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(writing, seed + " " + began + " " + told + "\n");
    Files.move(writing, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  Story toldUntil(Instant moment) {
    return new Story(seed, began, moment);
  }

  /** The chapter in which it is. */
  int chapter() {
    return (int) Duration.between(began, told).dividedBy(CHAPTER);
  }

  Instant begins(int chapter) {
    return began.plus(CHAPTER.multipliedBy(chapter));
  }

  /** What is to be told in a chapter. */
  Flood of(int chapter, List<Station> stations) {
    long ofChapter = seed + chapter / 2;
    return chapter % 2 == 0
        ? Flood.of(stations, ofChapter, begins(chapter))
        : Flood.quiet(stations, ofChapter, begins(chapter));
  }
}
