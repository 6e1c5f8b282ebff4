package org.machizu.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.filter.Cql2;
import org.machizu.geo.filter.Predicate;

/** Filters of requests: what they find is the same as text and JSON, in memory and in a store. */
public abstract class FilterContract extends StoreTesting {
  private static final Schema PLACES =
      new Schema(
          GeometryType.MIXED,
          List.of(
              Attribute.open("key", AttributeType.TEXT),
              Attribute.open("name", AttributeType.TEXT),
              Attribute.open("名称", AttributeType.TEXT),
              Attribute.open("odd \"name\" ?", AttributeType.TEXT),
              Attribute.open("capacity", AttributeType.INTEGER),
              Attribute.open("used", AttributeType.INTEGER),
              Attribute.open("height", AttributeType.REAL),
              Attribute.open("open", AttributeType.BOOLEAN),
              Attribute.open("built", AttributeType.DATE),
              Attribute.open("closed", AttributeType.DATE),
              Attribute.open("checked", AttributeType.DATETIME)));

  private static final Cql2.Terms TERMS = Cql2.Terms.lonLat(PLACES);

  private void fill() {
    create("places", PLACES);
    place(
        point(141, 42.3),
        "A",
        "Café Straße",
        null,
        null,
        100L,
        40L,
        12.5,
        true,
        LocalDate.of(2000, 1, 1),
        LocalDate.of(2020, 12, 31),
        Instant.parse("2026-01-01T00:00:00Z"));
    place(
        square(141.1, 42.4, 0.1),
        "B",
        "早来小学校",
        "避難所",
        null,
        0L,
        null,
        -0.5,
        false,
        LocalDate.of(2010, 4, 1),
        null,
        Instant.parse("2026-01-01T00:00:00.500Z"));
    place(
        GEOMETRY.createLineString(
            new Coordinate[] {
              new Coordinate(140.9, 42.2), new Coordinate(141, 42.3), new Coordinate(141.05, 42.35)
            }),
        "C",
        "100%",
        null,
        null,
        7L,
        7L,
        null,
        false,
        LocalDate.of(1990, 5, 5),
        LocalDate.of(2001, 1, 2),
        Instant.parse("2025-12-31T23:59:59.999Z"));
    place(point(179.5, 40), "D", "はら", null, null, null, null, null, null, null, null, null);
    // Its voicing mark is a character of its own, as files from some systems have it.
    place(null, "E", "は\u3099ら", null, "x' OR 1=1 --", null, 1L, null, null, null, null, null);
  }

  private void place(@Nullable Geometry geometry, @Nullable Object... values) {
    add("places", geometry, Attributes.of(PLACES, values));
  }

  @Test
  void everyCaseFindsWhatItSaysAsTextAndJsonInMemoryAndInTheStore() throws IOException {
    fill();
    List<Feature> everything = scan("places", ALL, null);
    List<String> wrong = new ArrayList<>();
    int asked = 0;

    for (String[] cells : cases()) {
      for (int encoding = 0; encoding < 2; encoding++) {
        String filter = cells[encoding];
        if (encoding == 1 && filter.equals("-")) {
          continue;
        }
        asked++;
        Predicate predicate =
            encoding == 0 ? Cql2.readText(filter, TERMS) : Cql2.readJson(filter, TERMS);
        String inMemory = keys(everything.stream().filter(predicate::matches).toList());
        String inStore = keys(scan("places", predicate, null));
        long counted = store.features().count(view("places"), predicate, null, 100).orElseThrow();
        if (!inMemory.equals(cells[2]) || !inStore.equals(cells[2]) || counted != keyCount(cells)) {
          wrong.add(
              "%s: in memory %s, in the store %s, counted %d, expected %s"
                  .formatted(filter, inMemory, inStore, counted, cells[2]));
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(asked).isGreaterThan(150);
  }

  private static long keyCount(String[] cells) {
    return cells[2].equals("-") ? 0 : cells[2].split(" ").length;
  }

  private static List<String[]> cases() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(FilterContract.class.getResourceAsStream("filters.tsv"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .toList();
    }
  }

  private static String keys(List<Feature> features) {
    return features.isEmpty()
        ? "-"
        : String.join(" ", features.stream().map(f -> String.valueOf(f.get("key"))).toList());
  }

  /** Whatever is asked, the attribute must be one that the View shows. */
  @Test
  void whatIsReckonedFromAnUnknownAttributeIsRefusedByTheStoreToo() {
    fill();
    Predicate hidden =
        Cql2.readText(
            "CASEI(secret)='x' OR secret_number+1>0",
            Cql2.Terms.lonLat(
                new Schema(
                    GeometryType.MIXED,
                    List.of(
                        Attribute.open("secret", AttributeType.TEXT),
                        Attribute.open("secret_number", AttributeType.INTEGER)))));

    assertThatThrownBy(() -> scan("places", hidden, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no attribute 'secret'");
  }

  /** Texts that end a statement or begin another, wherever a filter can hold one. */
  @Test
  void nothingInAFilterIsReadAsSql() {
    fill();
    List<String> hostile =
        List.of(
            "x'; DROP TABLE places; --",
            "x\" OR \"1\"=\"1",
            "') OR 1=1 OR ('",
            "\\'; DELETE FROM layers; --",
            "%' ESCAPE '",
            "$1 ? :name @p ?1",
            "{fn now()} {d '2026-01-01'}",
            "/* */ -- \n ;",
            "'||(SELECT 1)||'");
    for (String text : hostile) {
      String quoted = "'" + text.replace("'", "\\'") + "'";
      String like = "'%" + text.replace("'", "\\'") + "%'";
      for (String filter :
          List.of(
              "name=" + quoted,
              "name IN (" + quoted + ",'y')",
              "name LIKE " + like,
              "CASEI(name)=CASEI(" + quoted + ")",
              "ACCENTI(name) LIKE " + like,
              "name BETWEEN " + quoted + " AND " + quoted,
              "A_OVERLAPS((name),(" + quoted + "))")) {
        assertThat(scan("places", Cql2.readText(filter, TERMS), null)).as(filter).isEmpty();
      }
      assertThatThrownBy(() -> Cql2.readText("\"" + text.replace("\"", "\"\"") + "\"='x'", TERMS))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no attribute");
    }
    assertThat(scan("places", ALL, null)).hasSize(5);
  }

  /** Conditions at random, joined at random; the seed is in the message. */
  @Test
  void joinedCasesFindTheSameInMemoryAndInTheStore() throws IOException {
    fill();
    List<Feature> everything = scan("places", ALL, null);
    List<String> filters = cases().stream().map(cells -> cells[0]).toList();
    long seed = 20260901;
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      String filter =
          "(NOT (%s) AND (%s)) OR ((%s) AND NOT (%s))"
              .formatted(
                  filters.get(random.nextInt(filters.size())),
                  filters.get(random.nextInt(filters.size())),
                  filters.get(random.nextInt(filters.size())),
                  filters.get(random.nextInt(filters.size())));
      Predicate predicate = Cql2.readText(filter, TERMS);
      assertThat(keys(scan("places", predicate, null)))
          .as("seed %d round %d: %s", seed, round, filter)
          .isEqualTo(keys(everything.stream().filter(predicate::matches).toList()));
    }
  }

  @Test
  void theLargestFilterThatIsReadIsAnswered() {
    fill();
    StringBuilder filter = new StringBuilder("capacity=100");
    while (filter.length() < Cql2.MAX_LENGTH - 100) {
      filter.append(" OR name='").append("長い名".repeat(30)).append("'");
    }
    assertThat(keys(scan("places", Cql2.readText(filter.toString(), TERMS), null))).isEqualTo("A");

    String deep = "NOT ".repeat(98) + "capacity=100";
    assertThat(keys(scan("places", Cql2.readText(deep, TERMS), null))).isEqualTo("A");
  }
}
