package org.machizu.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.search.IndexEntry.Kind;
import org.machizu.search.IndexEntry.Mention;
import org.machizu.search.SearchIndex.Building;
import org.machizu.search.SearchIndex.Lookup;
import org.machizu.search.SearchIndex.Match;
import org.machizu.search.text.LonLat;

/** The search index; every store passes it. */
public abstract class SearchIndexContract {
  protected static final Scope PARCELS = scope("parcels", "all");
  protected static final Scope PIPES = scope("pipes", "staff");
  private static final Revision ONE = new Revision(1);

  protected abstract SearchIndex index();

  /** Closes and opens the index again over the same data. */
  protected abstract void reopen() throws Exception;

  protected static Scope scope(String layer, String entitlement) {
    return new Scope(new LayerId("01585", layer), entitlement, "names");
  }

  protected static IndexEntry named(long id, String... names) {
    return new IndexEntry(
        id,
        new Envelope(141 + id % 10, 42, 141 + id % 10, 42),
        Set.copyOf(Arrays.stream(names).map(n -> new Mention(Kind.NAME, n, "")).toList()));
  }

  protected static IndexEntry lot(long id, String place, String number) {
    return new IndexEntry(
        id,
        new Envelope(141 + id / 100.0, 42, 141 + id / 100.0, 42),
        Set.of(new Mention(Kind.LOT, place, number), new Mention(Kind.LOT, "", number)));
  }

  protected void fill(Scope scope, IndexEntry... entries) {
    fill(scope, ONE, entries);
  }

  private void fill(Scope scope, Revision revision, IndexEntry... entries) {
    try (Building building = index().build(scope, revision).orElseThrow()) {
      for (IndexEntry entry : entries) {
        building.add(entry);
      }
      building.finish(revision);
    }
  }

  private List<Long> ids(Scope scope, String... words) {
    return find(scope, new Lookup(List.of(words), ""), null);
  }

  private List<Long> numbered(Scope scope, String place, String number) {
    List<String> words = place.isEmpty() ? List.of() : List.of(place);
    return find(scope, new Lookup(words, number), null);
  }

  private List<Long> find(Scope scope, Lookup lookup, @Nullable LonLat near) {
    return index().find(List.of(scope), lookup, near).stream().map(Match::id).toList();
  }

  @Test
  void aWordIsFoundByAnyOfItsCharactersOneIsEnough() {
    fill(PARCELS, named(1, "北見中央公民館"), named(2, "中央橋"), named(3, "役場"));
    assertThat(ids(PARCELS, "北見")).containsExactly(1L);
    assertThat(ids(PARCELS, "中央")).containsExactly(2L, 1L);
    assertThat(ids(PARCELS, "公民館")).containsExactly(1L);
    assertThat(ids(PARCELS, "館")).containsExactly(1L);
    assertThat(ids(PARCELS, "場")).containsExactly(3L);
    assertThat(ids(PARCELS, "央公")).containsExactly(1L);
    assertThat(ids(PARCELS, "公央")).isEmpty();
    assertThat(ids(PARCELS, "館", "中央")).containsExactly(1L);
  }

  @Test
  void charactersOutsideTheBasicPlaneAreCharactersToo() {
    fill(PARCELS, named(1, "𠮷野家😀"));
    assertThat(ids(PARCELS, "𠮷")).containsExactly(1L);
    assertThat(ids(PARCELS, "家😀")).containsExactly(1L);
    assertThat(ids(PARCELS, "😁")).isEmpty();
  }

  @Test
  void numbersAreFoundByTheirBeginningTheExactFirst() {
    fill(
        PARCELS,
        lot(1, "本町1", "120"),
        lot(2, "本町1", "12-3"),
        lot(3, "本町1", "12"),
        lot(4, "末広", "12"));
    assertThat(numbered(PARCELS, "本町1", "12")).containsExactly(3L, 2L, 1L);
    assertThat(numbered(PARCELS, "", "12")).containsExactly(3L, 4L, 2L, 1L);
    assertThat(numbered(PARCELS, "町1", "12-3")).containsExactly(2L);
    assertThat(numbered(PARCELS, "本町1", "2")).isEmpty();
  }

  @Test
  void ofManyTheNearestAreTaken() {
    List<IndexEntry> lots = new ArrayList<>();
    for (int i = 1; i <= 300; i++) {
      lots.add(lot(i, "本町", "1-" + i));
    }
    fill(PARCELS, lots.toArray(IndexEntry[]::new));
    Lookup lookup = new Lookup(List.of("本町"), "1");
    assertThat(find(PARCELS, lookup, new LonLat(143.5, 42))).first().isEqualTo(250L);
    assertThat(find(PARCELS, lookup, null)).hasSize(SearchIndex.MAX_MENTIONS);
  }

  @Test
  void aScopeThatIsNotNamedIsNotFound() {
    fill(PARCELS, named(1, "中央"));
    fill(PIPES, named(2, "中央"));
    assertThat(ids(PARCELS, "中央")).containsExactly(1L);
    assertThat(ids(scope("parcels", "public"), "中央")).isEmpty();
    assertThat(index().find(List.of(), new Lookup(List.of("中央"), ""), null)).isEmpty();
  }

  @Test
  void nothingIsFoundOfWhatIsUnderWayAndTheOldStaysUntilItIsFinished() {
    fill(PARCELS, named(1, "旧役場"));
    try (Building building = index().build(PARCELS, new Revision(2)).orElseThrow()) {
      building.add(named(2, "新役場"));
      assertThat(ids(PARCELS, "役場")).containsExactly(1L);
      building.finish(new Revision(2));
    }
    assertThat(ids(PARCELS, "役場")).containsExactly(2L);
    assertThat(index().list()).containsEntry(PARCELS, new Revision(2)).hasSize(1);
    index().build(PARCELS, new Revision(3)).orElseThrow().close();
    assertThat(ids(PARCELS, "役場")).containsExactly(2L);
  }

  @Test
  void changesAreTakenInAndLeaveNoWordBehind() {
    fill(PARCELS, named(1, "役場", "やくば"), named(2, "学校"));
    index().update(PARCELS, List.of(named(1, "庁舎"), named(3, "公園")), Set.of(2L), new Revision(5));
    assertThat(ids(PARCELS, "役")).isEmpty();
    assertThat(ids(PARCELS, "やくば")).isEmpty();
    assertThat(ids(PARCELS, "学校")).isEmpty();
    assertThat(ids(PARCELS, "庁舎")).containsExactly(1L);
    assertThat(ids(PARCELS, "公園")).containsExactly(3L);
    assertThat(index().list()).containsEntry(PARCELS, new Revision(5));
  }

  @Test
  void aScopeTakesAnotherNameWithItsContent() {
    fill(PARCELS, named(1, "役場"));
    Scope staff = scope("parcels", "staff");
    index().rename(PARCELS, staff, new Revision(2));
    assertThat(ids(PARCELS, "役場")).isEmpty();
    assertThat(ids(staff, "役場")).containsExactly(1L);
  }

  @Test
  void whatComesTooLateSetsNothingBack() {
    fill(PARCELS, new Revision(5), named(1, "庁舎"));
    index().update(PARCELS, List.of(named(1, "旧役場")), Set.of(), new Revision(4));
    index().update(PARCELS, List.of(), Set.of(1L), new Revision(5));
    assertThat(index().build(PARCELS, new Revision(5))).isEmpty();
    assertThat(ids(PARCELS, "庁舎")).containsExactly(1L);
    assertThat(ids(PARCELS, "旧役場")).isEmpty();

    try (Building slow = index().build(PARCELS, new Revision(6)).orElseThrow()) {
      slow.add(named(1, "旧役場"));
      index().update(PARCELS, List.of(named(2, "公園")), Set.of(), new Revision(7));
      slow.finish(new Revision(6));
    }
    assertThat(ids(PARCELS, "公園")).containsExactly(2L);
    assertThat(ids(PARCELS, "役場")).isEmpty();
    assertThat(index().list()).containsOnly(Map.entry(PARCELS, new Revision(7)));
  }

  @Test
  void aNameThatWasTakenAlreadyStays() {
    Scope staff = scope("parcels", "staff");
    fill(PARCELS, named(1, "役場"));
    index().rename(PARCELS, staff, new Revision(2));
    index().rename(PARCELS, staff, new Revision(2));
    assertThat(ids(staff, "役場")).containsExactly(1L);
    assertThatThrownBy(() -> index().rename(PARCELS, scope("parcels", "none"), new Revision(3)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatHasNoPlaceTakesNoNearOnesPlace() {
    List<IndexEntry> entries = new ArrayList<>();
    for (int id = 1; id <= 100; id++) {
      entries.add(new IndexEntry(id, null, lot(id, "本町", "1-" + id).mentions()));
    }
    entries.add(lot(200, "本町", "1-999"));
    fill(PARCELS, entries.toArray(IndexEntry[]::new));
    Lookup lookup = new Lookup(List.of("本町"), "1");
    assertThat(find(PARCELS, lookup, new LonLat(143, 42))).first().isEqualTo(200L);
  }

  @Test
  void whatCanStandInNoTextIsNotFound() {
    fill(PARCELS, named(1, "役場"), lot(2, "本町", "12"));
    assertThat(ids(PARCELS, "役\0場")).isEmpty();
    assertThat(numbered(PARCELS, "本町", "1\0")).isEmpty();
    assertThat(index().extent(PARCELS, Kind.NAME, "役\0場")).isEmpty();
  }

  @Test
  void whatIsDroppedIsGoneAndTheRestStandsAfterReopening() throws Exception {
    fill(PARCELS, named(1, "役場"));
    fill(PIPES, named(2, "役場"));
    index().drop(PIPES);
    assertThat(ids(PIPES, "役場")).isEmpty();
    reopen();
    assertThat(ids(PARCELS, "役場")).containsExactly(1L);
    assertThat(index().list()).containsOnlyKeys(PARCELS);
  }

  @Test
  void theExtentIsOfAllThatBearTheWord() {
    fill(PARCELS, named(1, "国道234号"), named(4, "国道234号"), named(9, "国道5号"));
    assertThat(index().extent(PARCELS, Kind.NAME, "国道234号"))
        .contains(new Envelope(142, 42, 145, 42));
    assertThat(index().extent(PARCELS, Kind.NAME, "国道")).isEmpty();
    assertThat(index().extent(PIPES, Kind.NAME, "国道234号")).isEmpty();
    index().update(PARCELS, List.of(named(6, "国道234号")), Set.of(4L), new Revision(2));
    assertThat(index().extent(PARCELS, Kind.NAME, "国道234号"))
        .contains(new Envelope(142, 42, 147, 42));
    index().update(PARCELS, List.of(named(6, "国道5号")), Set.of(), new Revision(3));
    assertThat(index().extent(PARCELS, Kind.NAME, "国道234号"))
        .contains(new Envelope(142, 42, 142, 42));
  }

  @Test
  void signsOfTheQueryLanguageAreOnlySigns() {
    fill(PARCELS, named(1, "役場"), named(2, "100%"), named(3, "a_b"));
    for (String sign : List.of("%", "_", "\"", "'", "*", "役*", "' OR 1=1 --", "NEAR(", "\\")) {
      assertThat(ids(PARCELS, sign)).as(sign).doesNotContain(1L);
    }
    assertThat(ids(PARCELS, "%")).containsExactly(2L);
    assertThat(ids(PARCELS, "_")).containsExactly(3L);
    assertThat(numbered(PARCELS, "", "%")).isEmpty();
  }
}
