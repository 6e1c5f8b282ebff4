package org.machizu.residents.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.machizu.residents.register.RegisterComparison.Known;
import org.machizu.residents.register.RegisterComparison.KnownHousehold;
import org.machizu.residents.register.RegisterComparison.KnownPerson;
import org.machizu.residents.register.RegisterComparison.Person;
import org.machizu.residents.register.RegisterRow.Kind;
import org.machizu.residents.register.RegisterRow.Placed;
import org.machizu.search.text.AddressParser;
import org.machizu.search.text.Gazetteer;

class RegisterComparisonTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);
  private static final AddressParser ADDRESSES = new AddressParser(Gazetteer.ofTown("みどり野町"));

  private final Map<String, KnownPerson> residents = new LinkedHashMap<>();
  private final Map<String, KnownHousehold> households = new LinkedHashMap<>();
  private final List<RegisterRow> rows = new ArrayList<>();

  @BeforeEach
  void town() {
    stands(1, "H1", "北海道みどり野町本町一丁目12番地3", 141.80);
    stands(2, "H2", "北海道みどり野町本町一丁目12番地4", 141.81);
    stands(3, "H3", "北海道みどり野町東町5番地 みどり荘101", 141.82);
    stands(4, "H4", "北海道みどり野町東町5番地 みどり荘102", 141.82);
    stands(5, "H5", "北海道みどり野町西町7番地", 141.83);
    stands(6, "H6", "北海道みどり野町西町7番地", 141.84);
    for (int i = 1; i <= 6; i++) {
      residents.put("J" + i, new KnownPerson(i, "H" + i, values("見本" + i, null, null)));
    }
  }

  private void stands(long id, String key, String address, double lon) {
    Map<String, @Nullable Object> marks = new LinkedHashMap<>();
    marks.put("支援措置", null);
    households.put(key, new KnownHousehold(id, address, lon, 42.7, marks));
  }

  private static Map<String, @Nullable Object> values(
      String name, @Nullable LocalDate born, @Nullable String hidden) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("氏名", name);
    values.put("生年月日", born);
    values.put("支援措置", hidden);
    return values;
  }

  private static Person person(String key, String household, String address, String name) {
    return new Person(key, household, address, values(name, null, null));
  }

  /** Everybody as they stand, but those with these keys. */
  private List<Person> everybodyBut(String... keys) {
    List<Person> people = new ArrayList<>();
    residents.forEach((key, known) -> {
      if (!Set.of(keys).contains(key)) {
        people.add(
            new Person(
                key,
                known.household(),
                households.get(known.household()).address(),
                known.values()));
      }
    });
    return people;
  }

  private Map<String, Long> compare(List<Person> people, Person... more) {
    RegisterComparison comparison =
        new RegisterComparison(
            new Known(residents, households, "住所", Set.of("支援措置")),
            ADDRESSES::localKey,
            TODAY,
            rows::add);
    people.forEach(comparison::take);
    List.of(more).forEach(comparison::take);
    return comparison.finish();
  }

  private RegisterRow row(Kind kind) {
    return rows.stream().filter(r -> r.kind() == kind).findFirst().orElseThrow();
  }

  @Test
  void anExtractOfWhatStandsIsNoDifferenceHoweverAddressesAreSpelt() {
    Map<String, Long> counts =
        compare(everybodyBut("J1"), person("J1", "H1", "みどり野町本町１丁目１２－３", "見本1"));

    assertThat(counts).isEqualTo(Map.of("unchanged", 6L));
    assertThat(rows).isEmpty();
  }

  @Test
  void whoIsNewWasBornOrMovedIn() {
    LocalDate lately = TODAY.minusMonths(3);
    Map<String, Long> counts =
        compare(
            everybodyBut(),
            new Person("J7", "H1", "本町1-12-3", values("見本7", lately, null)),
            new Person("J8", "H1", "本町1-12-3", values("見本8", TODAY.minusYears(1), null)));

    assertThat(counts).containsEntry("born", 1L).containsEntry("moved-in", 1L);
    assertThat(row(Kind.BORN).resident()).isEqualTo("J7");
    assertThat(row(Kind.BORN).after()).containsEntry("生年月日", lately.toString());
    assertThat(row(Kind.BORN).before()).isNull();
  }

  @Test
  void whoIsGoneIsToldWithTheirHousehold() {
    Map<String, Long> counts = compare(everybodyBut("J2"));

    assertThat(counts).isEqualTo(Map.of("unchanged", 5L, "gone", 1L, "household-gone", 1L));
    assertThat(row(Kind.GONE).before()).containsEntry("氏名", "見本2");
    assertThat(row(Kind.HOUSEHOLD_GONE).household()).isEqualTo("H2");
  }

  @Test
  void whoMovesWithinGetsThePlaceOfTheAddress() {
    compare(everybodyBut("J2"), person("J2", "H2", "本町１－１２－３", "見本2"));

    assertThat(row(Kind.MOVED_WITHIN).resident()).isEqualTo("J2");
    RegisterRow moved = row(Kind.HOUSEHOLD_MOVED);
    assertThat(moved.placed()).isEqualTo(Placed.MATCHED);
    assertThat(moved.place()).isEqualTo(1);
    assertThat(moved.after()).containsEntry("住所", "本町１－１２－３");
  }

  @Test
  void aRoomOfABuildingThatIsKnownIsThatBuilding() {
    compare(everybodyBut(), person("J9", "H9", "東町5 みどり荘203", "見本9"));

    RegisterRow household = row(Kind.HOUSEHOLD_NEW);
    assertThat(household.placed()).isEqualTo(Placed.MATCHED);
    assertThat(household.place()).isIn(3L, 4L);
  }

  @Test
  void whatCannotBeToldIsLeftToAClerk() {
    Map<String, Long> counts =
        compare(
            everybodyBut(),
            person("J9", "H9", "西町七番地", "見本9"),
            person("J10", "H10", "山の上99番地", "見本10"));

    assertThat(counts).containsEntry("ambiguous", 1L).containsEntry("unmatched", 1L);
    RegisterRow ambiguous =
        rows.stream().filter(r -> r.placed() == Placed.AMBIGUOUS).findFirst().orElseThrow();
    assertThat(ambiguous.candidates()).containsExactly(5L, 6L);
    assertThat(ambiguous.place()).isNull();
  }

  @Test
  void aHouseholdIsProtectedWhenOneOfItsMembersIs() {
    compare(
        everybodyBut("J1"),
        person("J1", "H1", "本町1-12-3", "見本1"),
        new Person("J7", "H1", "本町1-12-3", values("見本7", null, "○")));

    RegisterRow household = row(Kind.HOUSEHOLD_CHANGED);
    assertThat(household.household()).isEqualTo("H1");
    assertThat(household.after()).containsEntry("支援措置", "○");
    assertThat(household.before()).containsEntry("支援措置", null);
  }

  @Test
  void ofTwoWithOneKeyTheFirstCounts() {
    Map<String, Long> counts = compare(everybodyBut(), person("J1", "H2", "本町1-12-4", "another"));

    assertThat(counts).isEqualTo(Map.of("unchanged", 6L, "repeated", 1L));
  }
}
