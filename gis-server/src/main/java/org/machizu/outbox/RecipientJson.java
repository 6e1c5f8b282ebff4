package org.machizu.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.machizu.http.JsonMember;
import org.machizu.http.Problem;
import org.machizu.sensors.alert.Episode.Kind;
import org.machizu.sensors.gauge.Level.Severity;
import org.machizu.sensors.notify.Channel;
import org.machizu.sensors.notify.DutyHours;
import org.machizu.sensors.notify.DutyHours.Hours;
import org.machizu.sensors.notify.DutyHours.Shift;
import org.machizu.sensors.notify.Language;
import org.machizu.sensors.notify.Recipient;
import org.machizu.sensors.notify.Recipient.Audience;

/**
 * A recipient as JSON, at the edge and in the stores:
 *
 * <pre>{"name": "建設課 当番", "audience": "staff", "language": "ja",
 *  "channels": [{"type": "mail", "address": "duty@town.example"}],
 *  "sections": [], "gauges": [], "lowest": "caution", "kinds": ["level", "forecast"],
 *  "duty": [{"days": ["monday"], "from": "08:30", "to": "17:15"}],
 *  "quiet": {"from": "22:00", "to": "06:00"}, "drills": true,
 *  "repeatMinutes": 5, "escalateMinutes": 0}</pre>
 */
public final class RecipientJson {
  private static final List<String> MEMBERS =
      List.of(
          "name",
          "audience",
          "language",
          "channels",
          "sections",
          "gauges",
          "lowest",
          "kinds",
          "duty",
          "quiet",
          "drills",
          "repeatMinutes",
          "escalateMinutes");
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_ADDRESS = 250;
  private static final int MOST_PLACES = 200;
  private static final int MINUTES_A_DAY = 1440;

  private RecipientJson() {}

  public static Map<String, @Nullable Object> write(Recipient one) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", one.name());
    json.put("audience", word(one.audience()));
    json.put("language", word(one.language()));
    json.put(
        "channels",
        one.channels().stream()
            .map(c -> Map.of("type", word(c.type()), "address", c.address()))
            .toList());
    json.put("sections", one.sections().stream().sorted().toList());
    json.put("gauges", one.gauges().stream().sorted().toList());
    json.put("lowest", word(one.lowest()));
    json.put("kinds", one.kinds().stream().sorted().map(RecipientJson::word).toList());
    json.put("duty", one.hours().duty().stream().map(RecipientJson::shift).toList());
    json.put("quiet", one.hours().quiet().map(RecipientJson::hours).orElse(null));
    json.put("drills", one.drills());
    json.put("repeatMinutes", one.repeatEvery().toMinutes());
    json.put("escalateMinutes", one.escalateAfter().toMinutes());
    return json;
  }

  /**
   * Names of the members in which two recipients differ, in their order; all of them when one of
   * the two is not there.
   */
  public static List<String> changed(@Nullable Recipient before, @Nullable Recipient after) {
    Map<String, @Nullable Object> one = before == null ? Map.of() : write(before);
    Map<String, @Nullable Object> other = after == null ? Map.of() : write(after);
    return MEMBERS.stream()
        .filter(name -> !Objects.equals(one.get(name), other.get(name)))
        .toList();
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Map<String, Object> shift(Shift shift) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("days", shift.days().stream().sorted().map(RecipientJson::word).toList());
    json.putAll(hours(shift.hours()));
    return json;
  }

  private static Map<String, Object> hours(Hours hours) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", hours.from().toString());
    json.put("to", hours.to().toString());
    return json;
  }

  /**
   * Reads a recipient; what is left out is as usual: staff, in Japanese, of all gauges, from 氾濫注意水位
   * on, at all times.
   *
   * @throws org.machizu.http.ProblemException 400 naming what cannot be
   */
  public static Recipient read(String id, JsonNode body) {
    String name = "";
    Audience audience = Audience.STAFF;
    Language language = Language.JA;
    List<Channel> channels = List.of();
    Set<String> sections = Set.of();
    Set<String> gauges = Set.of();
    Severity lowest = Severity.CAUTION;
    Set<Kind> kinds = EnumSet.allOf(Kind.class);
    List<Shift> duty = List.of();
    Optional<Hours> quiet = Optional.empty();
    boolean drills = false;
    int repeat = 0;
    int escalate = 0;
    for (JsonMember member : JsonMember.ofBody(body, MEMBERS)) {
      switch (member.name()) {
        case "name" -> name = member.text(LONGEST_NAME);
        case "audience" -> audience = one(member, Audience.class);
        case "language" -> language = one(member, Language.class);
        case "channels" -> channels = channels(member);
        case "sections" -> sections = member.texts(MOST_PLACES, LONGEST_NAME);
        case "gauges" -> gauges = member.texts(MOST_PLACES, LONGEST_NAME);
        case "lowest" -> lowest = one(member, Severity.class);
        case "kinds" -> kinds = some(member, Kind.class);
        case "duty" -> duty = duty(member);
        case "quiet" -> quiet = member.isNull() ? Optional.empty() : Optional.of(hours(member));
        case "drills" -> drills = member.truth();
        case "repeatMinutes" -> repeat = member.integer(0, MINUTES_A_DAY);
        default -> escalate = member.integer(0, MINUTES_A_DAY);
      }
    }
    if (name.isEmpty()) {
      throw Problem.badMember("name", "", "a text of 1 to " + LONGEST_NAME + " characters")
          .asException();
    }
    try {
      return new Recipient(
          id,
          name,
          audience,
          language,
          channels,
          sections,
          gauges,
          lowest,
          kinds,
          new DutyHours(duty, quiet),
          drills,
          Duration.ofMinutes(repeat),
          Duration.ofMinutes(escalate));
    } catch (IllegalArgumentException e) {
      throw OutboxProblems.badRecipient(id, String.valueOf(e.getMessage())).asException();
    }
  }

  private static <E extends Enum<E>> E one(JsonMember member, Class<E> type) {
    String text = member.value().isTextual() ? member.value().textValue() : "";
    return Stream.of(type.getEnumConstants())
        .filter(value -> word(value).equals(text))
        .findFirst()
        .orElseThrow(() -> member.bad("one of " + words(type)));
  }

  private static <E extends Enum<E>> String words(Class<E> type) {
    return Stream.of(type.getEnumConstants())
        .map(RecipientJson::word)
        .collect(Collectors.joining(", "));
  }

  private static <E extends Enum<E>> Set<E> some(JsonMember member, Class<E> type) {
    List<JsonMember> parts = parts(member, type.getEnumConstants().length);
    Set<E> found = EnumSet.noneOf(type);
    parts.forEach(part -> found.add(one(part, type)));
    if (found.isEmpty()) {
      throw member.bad("a list of at least one of " + words(type));
    }
    return found;
  }

  private static List<JsonMember> parts(JsonMember member, int most) {
    if (!member.value().isArray() || member.value().size() > most) {
      throw member.bad("a list of up to " + most);
    }
    List<JsonMember> parts = new ArrayList<>();
    for (int i = 0; i < member.value().size(); i++) {
      parts.add(member.at("[" + i + "]", member.name(), member.value().get(i)));
    }
    return parts;
  }

  private static List<Channel> channels(JsonMember member) {
    Set<Channel> channels = new LinkedHashSet<>();
    for (JsonMember part : parts(member, Recipient.MOST_CHANNELS)) {
      Channel.Type type = null;
      String address = "";
      for (JsonMember inner : part.members(List.of("type", "address"))) {
        if (inner.name().equals("type")) {
          type = one(inner, Channel.Type.class);
        } else {
          address = inner.text(LONGEST_ADDRESS);
        }
      }
      if (type == null || address.isEmpty()) {
        throw part.bad("an object with type and address");
      }
      channels.add(new Channel(type, address));
    }
    return List.copyOf(channels);
  }

  private static List<Shift> duty(JsonMember member) {
    List<Shift> shifts = new ArrayList<>();
    for (JsonMember part : parts(member, DutyHours.MOST_SHIFTS)) {
      Set<DayOfWeek> days = Set.of();
      for (JsonMember inner : part.members(List.of("days", "from", "to"))) {
        if (inner.name().equals("days")) {
          days = some(inner, DayOfWeek.class);
        }
      }
      shifts.add(new Shift(days, hours(part)));
    }
    return shifts;
  }

  private static Hours hours(JsonMember member) {
    LocalTime from = null;
    LocalTime to = null;
    for (JsonMember inner : member.members(List.of("days", "from", "to"))) {
      if (inner.name().equals("from")) {
        from = time(inner);
      } else if (inner.name().equals("to")) {
        to = time(inner);
      }
    }
    if (from == null || to == null) {
      throw member.bad("an object with from and to, as 08:30");
    }
    return new Hours(from, to);
  }

  private static LocalTime time(JsonMember member) {
    try {
      return LocalTime.parse(member.value().isTextual() ? member.value().textValue() : "");
    } catch (DateTimeException e) {
      throw member.bad("a time of the day, as 08:30");
    }
  }
}
