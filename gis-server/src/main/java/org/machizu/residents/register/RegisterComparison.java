package org.machizu.residents.register;

import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.machizu.residents.Marks;
import org.machizu.residents.register.RegisterRow.Kind;
import org.machizu.residents.register.RegisterRow.Placed;
import org.machizu.search.text.AddressKey;

/**
 * Compares an extract with what stands, person by person; pure. Households are those of the people
 * in it: one that is new, or whose address is another, gets the place of a household that stands at
 * the same address, however the two are spelt; where there is none, or they stand at several
 * places, a clerk has to say.
 */
final class RegisterComparison {
  /** Places nearer than this are one: about five metres. */
  private static final double SAME_PLACE_DEGREES = 0.00005;

  private static final String BORN = "生年月日";
  private static final int MOST_CANDIDATES = 20;

  private final Known known;
  private final UnaryOperator<String> addressKey;
  private final LocalDate today;
  private final Consumer<RegisterRow> rows;
  private final Map<String, Long> counts = new TreeMap<>();
  private final Set<String> seen = new HashSet<>();
  private final Map<String, Family> families = new LinkedHashMap<>();
  private int number;

  /**
   * What stands.
   *
   * @param residents by their key
   * @param households by their key
   * @param address the attribute of households with their address
   * @param marks attributes of both layers, which a household has when one of its members has
   */
  record Known(
      Map<String, KnownPerson> residents,
      Map<String, KnownHousehold> households,
      String address,
      Set<String> marks) {}

  /**
   * @param values of the attributes that the extract fills
   */
  record KnownPerson(long id, String household, Map<String, @Nullable Object> values) {}

  /**
   * @param marks of {@link Known#marks}
   */
  record KnownHousehold(
      long id,
      String address,
      @Nullable Double lon,
      @Nullable Double lat,
      Map<String, @Nullable Object> marks) {}

  /**
   * Somebody in the extract.
   *
   * @param values of the attributes that the extract fills, in the layer's types
   */
  record Person(
      String key, String household, String address, Map<String, @Nullable Object> values) {}

  /** A household in the extract: the address of the first, and what any of them is marked with. */
  private record Family(String address, Map<String, @Nullable Object> marks) {}

  RegisterComparison(
      Known known, UnaryOperator<String> addressKey, LocalDate today, Consumer<RegisterRow> rows) {
    this.known = known;
    this.addressKey = addressKey;
    this.today = today;
    this.rows = rows;
  }

  /** Takes the next one; of two with one key the first counts. */
  void take(Person person) {
    if (!seen.add(person.key())) {
      count("repeated");
      return;
    }
    Family family =
        families.computeIfAbsent(
            person.household(), k -> new Family(person.address(), new LinkedHashMap<>()));
    for (String mark : known.marks()) {
      Object value = person.values().get(mark);
      if (value != null) {
        family.marks().putIfAbsent(mark, value);
      }
    }
    KnownPerson stood = known.residents().get(person.key());
    if (stood == null) {
      tell(isBorn(person) ? Kind.BORN : Kind.MOVED_IN, person, null);
    } else if (!stood.household().equals(person.household()) || isElsewhere(person)) {
      tell(Kind.MOVED_WITHIN, person, stood);
    } else if (!stood.values().equals(person.values())) {
      tell(Kind.CHANGED, person, stood);
    } else {
      count("unchanged");
    }
  }

  private boolean isElsewhere(Person person) {
    KnownHousehold stood = known.households().get(person.household());
    return stood != null && !sameAddress(stood.address(), person.address());
  }

  private boolean sameAddress(String one, String other) {
    return addressKey.apply(one).equals(addressKey.apply(other));
  }

  private boolean isBorn(Person person) {
    return person.values().get(BORN) instanceof LocalDate born && born.isAfter(today.minusYears(1));
  }

  private void tell(Kind kind, Person person, @Nullable KnownPerson stood) {
    add(
        kind,
        person.key(),
        person.household(),
        Placed.NOT_ASKED,
        null,
        List.of(),
        stood == null ? null : plain(stood.values()),
        plain(person.values()));
  }

  /**
   * Tells of whom the extract lacks, and of households.
   *
   * @return counts by what has become of them
   */
  Map<String, Long> finish() {
    known
        .residents()
        .forEach((key, person) -> {
          if (!seen.contains(key)) {
            add(
                Kind.GONE,
                key,
                person.household(),
                Placed.NOT_ASKED,
                null,
                List.of(),
                plain(person.values()),
                null);
          }
        });
    Addresses addresses = new Addresses();
    families.forEach((key, family) -> household(key, family, addresses));
    known
        .households()
        .forEach((key, household) -> {
          if (!families.containsKey(key)) {
            add(
                Kind.HOUSEHOLD_GONE,
                "",
                key,
                Placed.NOT_ASKED,
                null,
                List.of(),
                standing(household),
                null);
          }
        });
    return counts;
  }

  private void household(String key, Family family, Addresses addresses) {
    KnownHousehold stood = known.households().get(key);
    if (stood != null && sameAddress(stood.address(), family.address())) {
      if (!marked(stood.marks()).equals(marked(family.marks()))) {
        add(
            Kind.HOUSEHOLD_CHANGED,
            "",
            key,
            Placed.NOT_ASKED,
            null,
            List.of(),
            standing(stood),
            standing(family));
      }
      return;
    }
    List<KnownHousehold> there = addresses.find(family.address(), key);
    Placed placed =
        there.isEmpty() ? Placed.UNMATCHED : isOnePlace(there) ? Placed.MATCHED : Placed.AMBIGUOUS;
    count(placed.code());
    add(
        stood == null ? Kind.HOUSEHOLD_NEW : Kind.HOUSEHOLD_MOVED,
        "",
        key,
        placed,
        placed == Placed.MATCHED ? there.getFirst().id() : null,
        there.stream().map(KnownHousehold::id).limit(MOST_CANDIDATES).toList(),
        stood == null ? null : standing(stood),
        standing(family));
  }

  private static boolean isOnePlace(List<KnownHousehold> there) {
    KnownHousehold first = there.getFirst();
    return there.stream()
        .allMatch(one ->
            one.lon() != null
                && one.lat() != null
                && first.lon() != null
                && first.lat() != null
                && Math.abs(one.lon() - first.lon()) < SAME_PLACE_DEGREES
                && Math.abs(one.lat() - first.lat()) < SAME_PLACE_DEGREES);
  }

  private Map<String, Object> marked(Map<String, @Nullable Object> marks) {
    Map<String, Object> marked = new TreeMap<>();
    marks.forEach((name, value) -> {
      if (value != null && Marks.isSet(value)) {
        marked.put(name, true);
      }
    });
    return marked;
  }

  private Map<String, @Nullable Object> standing(KnownHousehold household) {
    return standing(household.address(), household.marks());
  }

  private Map<String, @Nullable Object> standing(Family family) {
    return standing(family.address(), family.marks());
  }

  private Map<String, @Nullable Object> standing(
      String address, Map<String, @Nullable Object> marks) {
    Map<String, @Nullable Object> standing = new LinkedHashMap<>();
    standing.put(known.address(), address);
    known.marks().forEach(mark -> standing.put(mark, marks.get(mark)));
    return plain(standing);
  }

  /** Days as texts, for JSON. */
  private static Map<String, @Nullable Object> plain(Map<String, @Nullable Object> values) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> plain.put(name, value instanceof Temporal ? value.toString() : value));
    return plain;
  }

  private void add(
      Kind kind,
      String resident,
      String household,
      Placed placed,
      @Nullable Long place,
      List<Long> candidates,
      @Nullable Map<String, @Nullable Object> before,
      @Nullable Map<String, @Nullable Object> after) {
    number++;
    count(kind.code());
    rows.accept(
        new RegisterRow(
            number, kind, resident, household, placed, place, candidates, before, after));
  }

  private void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  /** Households that stand, by the form of their address in which spellings agree. */
  private final class Addresses {
    private final Map<String, List<KnownHousehold>> byKey = new HashMap<>();
    private final Map<Long, String> keys = new HashMap<>();

    Addresses() {
      known
          .households()
          .forEach((key, household) -> {
            keys.put(household.id(), key);
            for (String form : forms(household.address())) {
              byKey.computeIfAbsent(form, f -> new ArrayList<>()).add(household);
            }
          });
    }

    /** The whole address, then what stands before the name of a building or the room in it. */
    private Set<String> forms(String address) {
      Set<String> forms = new LinkedHashSet<>();
      String whole = addressKey.apply(address);
      if (!whole.isEmpty()) {
        forms.add(whole);
        AddressKey.withoutRest(whole).stream().findFirst().ifPresent(forms::add);
      }
      return forms;
    }

    List<KnownHousehold> find(String address, String besides) {
      for (String form : forms(address)) {
        List<KnownHousehold> found =
            byKey.getOrDefault(form, List.of()).stream()
                .filter(one -> !Objects.equals(keys.get(one.id()), besides))
                .filter(one -> one.lon() != null)
                .toList();
        if (!found.isEmpty()) {
          return found;
        }
      }
      return List.of();
    }
  }
}
