package org.machizu.shelters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.machizu.http.JsonMember;

/**
 * What a request says of a shelter; what it does not name stays. Closing a shelter ends the
 * counting and what was said of it, if the request says nothing else: the next opening begins anew.
 *
 * @param status null where nothing is said, as the others
 */
record Told(
    @Nullable Status status,
    @Nullable Given<Integer> people,
    @Nullable Boolean full,
    @Nullable String note,
    @Nullable Given<Set<Facility>> facilities,
    @Nullable Given<Pets> pets,
    @Nullable Given<Set<Aid>> barrierFree)
    implements UnaryOperator<ShelterState> {

  /** A value that was given, or taken away by null. */
  record Given<T>(@Nullable T value) {
    static <T> @Nullable T or(@Nullable Given<T> given, @Nullable T before) {
      return given == null ? before : given.value();
    }
  }

  static final List<String> MEMBERS =
      List.of("status", "people", "full", "note", "facilities", "pets", "barrierFree");

  private static final int MOST_PEOPLE = 1_000_000;
  private static final int LONGEST_NOTE = 300;
  private static final int LONGEST_WORD = 40;

  /** Nothing but a status, with a note where it is given. */
  static Told of(Status status, @Nullable String note) {
    return new Told(status, null, null, note, null, null, null);
  }

  /**
   * What a body says.
   *
   * @throws org.machizu.http.ProblemException 400 telling which member cannot be used
   */
  static Told of(JsonNode body) {
    Status status = null;
    Given<Integer> people = null;
    Boolean full = null;
    String note = null;
    Given<Set<Facility>> facilities = null;
    Given<Pets> pets = null;
    Given<Set<Aid>> aids = null;
    for (JsonMember member : JsonMember.ofBody(body, MEMBERS)) {
      switch (member.name()) {
        case "status" -> status = one(member, Status.class);
        case "people" ->
            people = new Given<>(member.isNull() ? null : member.integer(0, MOST_PEOPLE));
        case "full" -> full = member.truth();
        case "note" -> note = note(member);
        case "facilities" -> facilities = some(member, Facility.class);
        case "pets" -> pets = new Given<>(member.isNull() ? null : one(member, Pets.class));
        default -> aids = some(member, Aid.class);
      }
    }
    return new Told(status, people, full, note, facilities, pets, aids);
  }

  /** A text for everybody. */
  static String note(JsonMember member) {
    return member.textOrEmpty(LONGEST_NOTE);
  }

  /** A word of an enum. */
  static <E extends Enum<E> & Coded> E one(JsonMember member, Class<E> type) {
    Optional<E> found =
        member.value().isTextual()
            ? Coded.find(type, member.value().textValue())
            : Optional.empty();
    return found.orElseThrow(() -> member.bad(Coded.codes(type)));
  }

  private static <E extends Enum<E> & Coded> Given<Set<E>> some(JsonMember member, Class<E> type) {
    if (member.isNull()) {
      return new Given<>(null);
    }
    Set<E> set = EnumSet.noneOf(type);
    for (String word : member.texts(type.getEnumConstants().length, LONGEST_WORD)) {
      set.add(Coded.find(type, word).orElseThrow(() -> member.bad(Coded.codes(type))));
    }
    return new Given<>(set);
  }

  @Override
  public ShelterState apply(ShelterState before) {
    Status next = status == null ? before.status() : status;
    boolean ends = next == Status.CLOSED && before.status() != Status.CLOSED;
    return new ShelterState(
        before.version(),
        next,
        Given.or(people, ends ? null : before.people()),
        full == null ? !ends && before.full() : full,
        note == null ? (ends ? "" : before.note()) : note,
        Given.or(facilities, before.facilities()),
        Given.or(pets, before.pets()),
        Given.or(barrierFree, before.barrierFree()),
        before.changed(),
        before.by());
  }
}
