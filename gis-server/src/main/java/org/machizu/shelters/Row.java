package org.machizu.shelters;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Feature;
import org.machizu.hazard.kind.Hazard;

/** One row of a layer of shelters, read by its headings. What cannot be read is told. */
final class Row {
  /** Waters: where a place is of use under conditions, these are its upper floors. */
  private static final Set<Hazard> WATERS =
      EnumSet.of(Hazard.FLOOD, Hazard.INLAND_FLOOD, Hazard.TSUNAMI, Hazard.STORM_SURGE);

  private static final Pattern PEOPLE = Pattern.compile("(?:約|およそ)?([0-9][0-9,]{0,9})(?:人|名)?");
  private static final Pattern BETWEEN = Pattern.compile("[;,、/・\\s]+");
  private static final int MOST_PEOPLE = 1_000_000;

  private final Feature feature;
  private final Headings headings;
  private final Consumer<String> faults;

  Row(Feature feature, Headings headings, Consumer<String> faults) {
    this.feature = feature;
    this.headings = headings;
    this.faults = faults;
  }

  long feature() {
    return feature.id();
  }

  private @Nullable Object value(String role) {
    return headings.find(role).map(feature::get).orElse(null);
  }

  /** The text as it is written; empty when there is none. */
  String text(String role) {
    Object value = value(role);
    return value == null ? "" : value.toString().strip();
  }

  /** The town's number of the shelter. */
  String id() {
    String id = Mark.text(value("id"));
    return id.isEmpty() ? "f" + feature.id() : id;
  }

  @Nullable Integer capacity() {
    String text = Mark.text(value("capacity"));
    if (text.isEmpty()) {
      return null;
    }
    Matcher people = PEOPLE.matcher(text);
    if (!people.matches()) {
      unread("capacity", text);
      return null;
    }
    long number = Long.parseLong(people.group(1).replace(",", ""));
    return number < 1 || number > MOST_PEOPLE ? null : (Integer) (int) number;
  }

  /**
   * Whether the place is designated for each hazard. In lists that mark what a place is designated
   * for (1 or nothing) an empty cell is a no; where a row says no in words or signs, an empty cell
   * has been left open. A column that is not there says nothing.
   */
  Map<Hazard, Suits> hazards() {
    Map<Hazard, Mark> marks = new EnumMap<>(Hazard.class);
    for (Hazard hazard : Hazard.values()) {
      headings
          .find(hazard.word())
          .ifPresent(column -> marks.put(hazard, mark(hazard.word(), feature.get(column))));
    }
    boolean saysNo = marks.containsValue(Mark.NO);
    boolean saysYes = marks.containsValue(Mark.YES) || marks.containsValue(Mark.PARTLY);
    Map<Hazard, Suits> suits = new EnumMap<>(Hazard.class);
    marks.forEach((hazard, mark) -> suits.put(hazard, suits(hazard, mark, saysYes && !saysNo)));
    return suits;
  }

  private static Suits suits(Hazard hazard, Mark mark, boolean blankIsNo) {
    return switch (mark) {
      case YES -> Suits.YES;
      case PARTLY -> WATERS.contains(hazard) ? Suits.UPPER_FLOOR : Suits.UNKNOWN;
      case NO -> Suits.NO;
      case BLANK -> blankIsNo ? Suits.NO : Suits.UNKNOWN;
      case OTHER -> Suits.UNKNOWN;
    };
  }

  /** What the column of a role says; empty where there is no such column. */
  Optional<Mark> mark(String role) {
    return headings.find(role).map(column -> mark(role, feature.get(column)));
  }

  private Mark mark(String role, @Nullable Object value) {
    Mark mark = Mark.of(value);
    if (mark == Mark.OTHER) {
      unread(role, Mark.text(value));
    }
    return mark;
  }

  Pets pets() {
    Object value = value("pets");
    String text = Mark.text(value);
    if (text.contains("屋外")) {
      return Pets.OUTSIDE;
    }
    if (text.contains("不可")) {
      return Pets.NO;
    }
    if (text.contains("可") || text.equals("屋内")) {
      return Pets.YES;
    }
    return switch (Mark.of(value)) {
      case YES -> Pets.YES;
      case PARTLY -> Pets.OUTSIDE;
      case NO -> Pets.NO;
      case BLANK, OTHER -> Pets.UNKNOWN;
    };
  }

  Set<Facility> facilities() {
    return things(Facility.class, headings.facilities(), List.of("facilities"), Headings::facility);
  }

  Set<Aid> barrierFree() {
    return things(Aid.class, headings.aids(), List.of("barrierFree", "facilities"), Headings::aid);
  }

  private <T extends Enum<T>> Set<T> things(
      Class<T> type,
      Map<T, String> columns,
      List<String> lists,
      Function<String, Optional<T>> meaning) {
    Set<T> found = EnumSet.noneOf(type);
    columns.forEach((thing, column) -> {
      if (Mark.of(feature.get(column)) == Mark.YES) {
        found.add(thing);
      }
    });
    lists.stream()
        .flatMap(role -> words(value(role)))
        .flatMap(word -> meaning.apply(word).stream())
        .forEach(found::add);
    return found;
  }

  private static Stream<String> words(@Nullable Object value) {
    List<String> words = Arrays.asList(BETWEEN.split(Mark.text(value), -1));
    return words.stream().filter(word -> !word.isEmpty());
  }

  private void unread(String role, String text) {
    faults.accept(
        "%s: %s '%s' cannot be read; it counts as unknown"
            .formatted(id(), headings.find(role).orElse(role), text));
  }
}
