package org.machizu.snow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.snow.Passes.event;
import static org.machizu.snow.Passes.hour;
import static org.machizu.snow.Passes.pass;
import static org.machizu.snow.Passes.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.machizu.config.SnowColumns;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.network.Road.Travel;
import org.machizu.http.Json;
import org.machizu.snow.Passes.Pass;

/** It begins to snow at nine in the evening of Japan; it is about half past six in the morning. */
class ProgressTest {
  private static final SnowRules RULES = SnowRules.DEFAULT;
  private static final Schema ROUTES =
      new Schema(
          GeometryType.LINE,
          Stream.of("区間番号", "工区", "コース", "優先度", "目標時刻", "受託者")
              .map(name -> Attribute.open(name, AttributeType.TEXT))
              .toList());
  private static final Instant QUARTER_TO_SEVEN = hour(9.75);
  private static final Instant QUARTER_PAST_SIX = hour(9.25);

  private final RoadBook book =
      RoadBook.of(List.of(road(1, 4.0), road(2, 7.0), road(3, 4.0), road(4, 4.0)));

  private static SnowRoad road(long id, @Nullable Double widthM) {
    return new SnowRoad(id, "R" + id, Travel.BOTH_WAYS, widthM, List.of(200.0), null);
  }

  private static Feature piece(String section, String course, String priority, String target) {
    return new Feature(
        1,
        new Revision(1),
        null,
        Attributes.of(ROUTES, section, "第1工区", course, priority, target, "第一除雪共同体（架空）"));
  }

  private JsonNode progress(@Nullable SnowEvent event, Instant now, Pass... passes)
      throws IOException {
    Map<Long, RoadState> touched = new HashMap<>();
    if (event != null) {
      Snowfall snow = new Snowfall(event, now, RULES);
      for (SnowRoad road : book.roads()) {
        RoadCover cover =
            RoadCover.of(road, Stream.of(passes).map(Pass::made).toList(), now, RULES);
        if (!cover.isEmpty()) {
          touched.put(road.id(), RoadState.of(cover, snow));
        }
      }
    }
    Progress progress = new Progress(new SnowStates(now, event, book, touched), RULES, now);
    progress.add(piece("R1", "1-1", "第1種", "06:30"), SnowColumns.DEFAULT);
    progress.add(piece("R2", "1-1", "第1種", "06:30"), SnowColumns.DEFAULT);
    progress.add(piece("R3", "1-2", "第2種", "7:30"), SnowColumns.DEFAULT);
    progress.add(piece("R4", "1-2", "第2種", "午前中"), SnowColumns.DEFAULT);
    progress.add(piece("R9", "1-2", "第2種", "06:30"), SnowColumns.DEFAULT);
    return Json.mapper().readTree(Json.bytes(progress.json()));
  }

  @Test
  void whatIsDoneIsCountedByCourseAndDistrict() throws IOException {
    JsonNode json = progress(event(null), QUARTER_PAST_SIX, pass(5).on(1), pass(6).on(2));

    JsonNode first = json.at("/courses/0");
    assertThat(first.path("course").asText()).isEqualTo("1-1");
    assertThat(first.path("roads").asInt()).isEqualTo(2);
    assertThat(first.path("done").asInt()).as("two lanes need two passes").isEqualTo(1);
    assertThat(first.path("lengthM").asInt()).isEqualTo(400);
    assertThat(first.path("doneM").asInt()).as("all of one, half of the other").isEqualTo(300);
    assertThat(first.path("share").asDouble()).isEqualTo(0.75);
    assertThat(first.path("lastPass").asText()).isEqualTo(hour(6).toString());
    assertThat(json.at("/courses/1/doneM").asInt()).isZero();
    assertThat(json.at("/districts/0/lengthM").asInt()).isEqualTo(800);
    assertThat(json.at("/total/share").asDouble()).isEqualTo(0.375);
    assertThat(json.path("unknownSections").asInt()).isEqualTo(1);
  }

  @Test
  void whatIsNotDoneByItsTimeIsLateAndNotBefore() throws IOException {
    assertThat(progress(event(null), QUARTER_PAST_SIX).at("/total/late").asInt()).isZero();
    JsonNode json = progress(event(null), QUARTER_TO_SEVEN, pass(5).on(1));
    assertThat(json.at("/total/late").asInt()).isEqualTo(1);
    assertThat(json.at("/courses/0/lateM").asInt()).isEqualTo(200);
    assertThat(json.at("/courses/1/late").asInt()).as("7:30, and no time of day").isZero();
  }

  @Test
  void whatWasDoneByItsTimeAndSnowedOverSinceIsNotLate() throws IOException {
    SnowEvent before = event(null, reading(5, 5), reading(9, 16));
    SnowEvent after = event(null, reading(5, 5), reading(9.5, 6), reading(9.7, 16));

    JsonNode late = progress(before, QUARTER_TO_SEVEN, pass(5).on(1));
    JsonNode inTime = progress(after, QUARTER_TO_SEVEN, pass(5).on(1));

    assertThat(late.at("/courses/0/late").asInt()).isEqualTo(2);
    assertThat(inTime.at("/courses/0/late").asInt()).isEqualTo(1);
    assertThat(inTime.at("/courses/0/done").asInt()).isZero();
  }

  @Test
  void whatMattersMostAndWaitsLongestComesFirst() throws IOException {
    SnowEvent event = event(null, reading(3, 5), reading(9, 25));
    JsonNode waiting = progress(event, QUARTER_TO_SEVEN, pass(5).on(1)).path("waiting");

    assertThat(waiting)
        .extracting(one -> one.path("road").asLong())
        .containsExactly(2L, 1L, 3L, 4L);
    assertThat(waiting.at("/0/waitingS").asInt()).isEqualTo(9 * 3600 + 45 * 60);
    assertThat(waiting.at("/1/state").asText()).isEqualTo("snowed-over");
    assertThat(waiting.at("/1/since").asText()).isEqualTo(hour(5).toString());
    assertThat(waiting.at("/0/target").asText()).isEqualTo(hour(9.5).toString());
    assertThat(waiting.at("/3/target").isNull()).isTrue();
  }

  @Test
  void withoutSnowNothingWaits() throws IOException {
    JsonNode json = progress(null, QUARTER_TO_SEVEN);
    assertThat(json.path("event").isNull()).isTrue();
    assertThat(json.path("waiting")).isEmpty();
    assertThat(json.at("/total/late").asInt()).isZero();
  }
}
