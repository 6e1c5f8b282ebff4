package org.machizu.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.machizu.guidance.LittleTown.NOON;
import static org.machizu.guidance.LittleTown.box;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.machizu.geo.network.Road.Travel;
import org.machizu.guidance.Guidance.Route;
import org.machizu.guidance.Guidance.Step;
import org.machizu.guidance.Guidance.Turn;
import org.machizu.guidance.Guidance.Unreachable;
import org.machizu.guidance.Guidance.Warning;
import org.machizu.guidance.Question.UpperFloor;
import org.machizu.guidance.Refuge.Status;
import org.machizu.guidance.Refuge.Suits;
import org.machizu.guidance.rules.Danger;
import org.machizu.guidance.rules.Mode;
import org.machizu.guidance.rules.Snowed;
import org.machizu.hazard.kind.Hazard;
import org.machizu.hazard.profile.Scale;

/**
 * A block of two streets from west to east, joined at x = 0, 200 and 400:
 *
 * <pre>
 *   y 100   +--北通り--+--北通り--+---- A (x 500)
 *           |          |          |
 *   y 0     +--南通り--+--南通り--+
 * </pre>
 */
class GuideTest {
  private static LittleTown block() {
    return new LittleTown()
        .road("南通り", 0, 0, 200, 0)
        .road("南通り", 200, 0, 400, 0)
        .road("北通り", 0, 100, 200, 100)
        .road("北通り", 200, 100, 400, 100)
        .road("西の道", 0, 0, 0, 100)
        .road("中の道", 200, 0, 200, 100)
        .road("東の道", 400, 0, 400, 100)
        .road("北通り", 400, 100, 500, 100);
  }

  private static LittleTown blockWithRefuge() {
    return block().refuge("A", Status.OPEN, 500, 105);
  }

  private static List<String> roads(Route route) {
    return route.steps().stream().map(Step::road).filter(road -> !road.isEmpty()).toList();
  }

  private static List<String> warnings(Guidance guidance) {
    return guidance.routes().getFirst().warnings().stream().map(Warning::code).toList();
  }

  @Test
  void theShortestWayIsToldStepByStep() {
    Guidance guidance = blockWithRefuge().ask(Hazard.FIRE, Mode.FOOT, 300, -10);
    Route best = guidance.routes().getFirst();
    assertThat(best.refuge().id()).isEqualTo("A");
    assertThat(guidance.toRoadM()).isCloseTo(10, within(0.1));
    assertThat(best.lengthM()).isCloseTo(10 + 100 + 100 + 100 + 5, within(0.5));
    assertThat(best.minutes()).isEqualTo(6); // 300 m at 1 m/s, 15 m off the road at 1/1.3
    assertThat(best.steps())
        .extracting(Step::turn)
        .containsExactly(Turn.START, Turn.LEFT, Turn.RIGHT, Turn.ARRIVE);
    assertThat(best.steps())
        .extracting(step -> step.text().ja())
        .containsExactly(
            "南通りを東へ 100 m 進みます", "左に曲がり、東の道を北へ 100 m 進みます", "右に曲がり、北通りを東へ 100 m 進みます", "避難所Aに着きます");
    assertThat(best.steps().getFirst().text().en()).isEqualTo("Go east along 南通り for 100 m");
    assertThat(guidance.reason()).isEqualTo(Reason.NO_MAP);
  }

  @Test
  void oneOfTheOthersIsReallyAnotherWay() {
    Guidance guidance = blockWithRefuge().ask(Hazard.FIRE, Mode.FOOT, 201, 0);
    assertThat(guidance.routes()).hasSizeGreaterThan(1);
    assertThat(guidance.routes())
        .extracting(GuideTest::roads)
        .doesNotHaveDuplicates()
        .allSatisfy(roads -> assertThat(roads.getLast()).isEqualTo("北通り"));
  }

  @Test
  void anOpenRefugeWithRoomIsChosenAndOthersAreToldWhyNot() {
    Guidance guidance =
        block()
            .refuge("closed", Status.CLOSED, 220, 0)
            .refuge("full", Status.OPEN, true, Map.of(Hazard.FIRE, Suits.YES), 240, 0)
            .refuge("unsuited", Status.OPEN, false, Map.of(Hazard.FLOOD, Suits.YES), 260, 0)
            .refuge("open", Status.OPEN, 500, 100)
            .ask(Hazard.FIRE, Mode.FOOT, 200, 0);
    assertThat(guidance.routes()).extracting(r -> r.refuge().id()).containsOnly("open");
    assertThat(guidance.unreachable())
        .containsExactly(
            new Unreachable("closed", "避難所closed", "not_open"),
            new Unreachable("full", "避難所full", "full"),
            new Unreachable("unsuited", "避難所unsuited", "unsuited"));
  }

  @Test
  void whileNoneIsOpenTheNearestIsToldAsNotOpen() {
    Guidance guidance =
        block().refuge("S1", Status.CLOSED, 500, 100).ask(Hazard.FIRE, Mode.FOOT, 200, 0);
    assertThat(guidance.reason()).isEqualTo(Reason.NONE_OPEN);
    assertThat(guidance.routes().getFirst().refuge().status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void aRiverAboveDangerClosesTheFloodsOfThePlannedScaleAndTheWayGoesRound() {
    LittleTown town =
        blockWithRefuge()
            .zone(Hazard.FLOOD, Danger.DEEP, Scale.PLANNED, 3, box(390, -20, 420, 60))
            .zone(Hazard.FLOOD, Danger.DEEP, Scale.LARGEST, 5, box(100, -20, 420, 60));
    Guidance calm = town.ask(Hazard.FLOOD, Mode.FOOT, 300, 0);
    assertThat(calm.reason()).isEqualTo(Reason.THROUGH_ZONE);
    Guidance guidance = town.danger().ask(Hazard.FLOOD, Mode.FOOT, 300, 0);
    assertThat(roads(guidance.routes().getFirst())).containsExactly("南通り", "中の道", "北通り");
    assertThat(guidance.reason().advice()).isEqualTo(Advice.GO);
    assertThat(warnings(guidance)).containsExactly("flood_zone");
    assertThat(guidance.avoided())
        .extracting(Guidance.Avoided::code)
        .contains("gauge_area", "flood_zone");
  }

  @Test
  void whoeverStandsInTheAreaOfARiverAboveDangerIsNotSentOut() {
    LittleTown town =
        blockWithRefuge()
            .zone(Hazard.FLOOD, Danger.DEEP, Scale.PLANNED, 3, box(-50, -50, 250, 60))
            .danger();
    assertThat(town.ask(Hazard.FLOOD, Mode.FOOT, 100, 0, UpperFloor.YES).reason())
        .isEqualTo(Reason.UPPER_FLOOR);
    assertThat(town.ask(Hazard.FLOOD, Mode.FOOT, 100, 0, UpperFloor.UNKNOWN).reason())
        .isEqualTo(Reason.UPPER_FLOOR_IF_ANY);
    Guidance ground = town.ask(Hazard.FLOOD, Mode.FOOT, 100, 0, UpperFloor.NO);
    assertThat(ground.reason()).isEqualTo(Reason.NO_UPPER_FLOOR);
    assertThat(ground.reason().advice()).isEqualTo(Advice.LEAVE_NOW_UNSAFE);
    assertThat(warnings(ground)).as("the way that crosses it says so").contains("gauge_area");
  }

  @Test
  void whereTheHouseItselfMayGoNobodyIsToldToStayOrGoUp() {
    LittleTown town =
        blockWithRefuge()
            .zone(Hazard.FLOOD, Danger.DEEP, Scale.PLANNED, 3, box(-50, -50, 250, 60))
            .zone(Hazard.FLOOD, Danger.COLLAPSE, Scale.LARGEST, Double.NaN, box(50, -50, 250, 60))
            .danger();
    assertThat(town.ask(Hazard.FLOOD, Mode.FOOT, 100, 0, UpperFloor.YES).reason())
        .isEqualTo(Reason.COLLAPSE_ZONE);
    LittleTown deep =
        blockWithRefuge()
            .zone(Hazard.FLOOD, Danger.DEEP, Scale.LARGEST, 5, box(-50, -50, 250, 60))
            .danger();
    assertThat(deep.ask(Hazard.FLOOD, Mode.FOOT, 100, 0, UpperFloor.YES).reason())
        .isEqualTo(Reason.TOO_DEEP);
    LittleTown shallow =
        blockWithRefuge()
            .zone(Hazard.FLOOD, Danger.SHALLOW, Scale.LARGEST, 0.5, box(-50, -50, 250, 60))
            .danger();
    assertThat(shallow.ask(Hazard.FLOOD, Mode.FOOT, 100, 0, UpperFloor.NO).reason())
        .isEqualTo(Reason.SHALLOW_WATER);
  }

  @Test
  void whoeverIsOutsideEveryZoneMayStay() {
    LittleTown town =
        blockWithRefuge().zone(Hazard.FLOOD, Danger.DEEP, Scale.LARGEST, 5, box(100, -20, 420, 60));
    Guidance outside = town.ask(Hazard.FLOOD, Mode.FOOT, 0, 0);
    assertThat(outside.reason()).isEqualTo(Reason.OUTSIDE_ZONES);
    assertThat(outside.routes()).isNotEmpty();
    assertThat(town.ask(Hazard.FLOOD, Mode.FOOT, 80, 0).reason().advice())
        .as("a phone's position may be wrong by as much")
        .isEqualTo(Advice.GO);
    assertThat(town.ask(Hazard.TSUNAMI, Mode.FOOT, 0, 0).reason())
        .as("of a hazard without a map nobody is outside")
        .isEqualTo(Reason.NO_MAP);
  }

  @Test
  void fromALandslideTheWayGoesRoundEveryZoneOfOne() {
    Guidance guidance =
        blockWithRefuge()
            .zone(Hazard.LANDSLIDE, Danger.YELLOW, null, Double.NaN, box(390, 20, 410, 60))
            .ask(Hazard.LANDSLIDE, Mode.FOOT, 395, 0);
    assertThat(roads(guidance.routes().getFirst())).containsExactly("南通り", "中の道", "北通り");
    assertThat(warnings(guidance)).isEmpty();
    assertThat(guidance.avoided()).containsExactly(new Guidance.Avoided("landslide_zone", 1));
  }

  @Test
  void whoeverStandsInALandslideZoneIsToldTheWayOutAndIntoNoOther() {
    Guidance guidance =
        blockWithRefuge()
            .zone(Hazard.LANDSLIDE, Danger.RED, null, Double.NaN, box(250, -20, 350, 20))
            .zone(Hazard.LANDSLIDE, Danger.YELLOW, null, Double.NaN, box(390, 20, 410, 60))
            .ask(Hazard.LANDSLIDE, Mode.FOOT, 310, 0);
    assertThat(guidance.reason()).isEqualTo(Reason.LEAVE_ZONE);
    assertThat(roads(guidance.routes().getFirst())).containsExactly("南通り", "中の道", "北通り");
    assertThat(warnings(guidance)).containsExactly("landslide_zone");
    assertThat(guidance.routes().getFirst().warnings().getFirst().lengthM())
        .isCloseTo(60, within(0.5));
  }

  @Test
  void whereEveryWayIsForbiddenTheAnswerSaysSoFirst() {
    LittleTown cut =
        blockWithRefuge()
            .zone(Hazard.LANDSLIDE, Danger.YELLOW, null, Double.NaN, box(440, 80, 460, 120));
    Guidance outside = cut.ask(Hazard.LANDSLIDE, Mode.FOOT, 100, 0);
    assertThat(outside.reason()).isEqualTo(Reason.CUT_OFF);
    assertThat(outside.reason().advice()).isEqualTo(Advice.STAY);
    assertThat(warnings(outside)).containsExactly("landslide_zone");
    Guidance inRed =
        cut.zone(Hazard.LANDSLIDE, Danger.RED, null, Double.NaN, box(90, -20, 110, 20))
            .ask(Hazard.LANDSLIDE, Mode.FOOT, 100, 0);
    assertThat(inRed.reason()).isEqualTo(Reason.RED_ZONE);
    assertThat(inRed.reason().text().ja()).contains("家の中も安全ではありません");
  }

  @Test
  void aClosedRoadIsLeftAloneAsLongAsItIsClosed() {
    LittleTown open = blockWithRefuge().closed(null, NOON, box(390, 20, 410, 60));
    assertThat(roads(open.ask(Hazard.FIRE, Mode.CAR, 395, 0).routes().getFirst()))
        .containsExactly("南通り", "東の道", "北通り");
    LittleTown closed =
        blockWithRefuge()
            .closed(NOON.minus(Duration.ofHours(1)), NOON.plusSeconds(1), box(390, 20, 410, 60));
    Guidance guidance = closed.ask(Hazard.FIRE, Mode.CAR, 395, 0);
    assertThat(roads(guidance.routes().getFirst())).containsExactly("南通り", "中の道", "北通り");
    assertThat(guidance.avoided()).containsExactly(new Guidance.Avoided("closed", 1));
  }

  @Test
  void inHighWaterNoWayLeadsThroughAnUnderpass() {
    LittleTown town = blockWithRefuge().underpass(box(390, 20, 410, 60));
    assertThat(roads(town.ask(Hazard.INLAND_FLOOD, Mode.FOOT, 395, 0).routes().getFirst()))
        .containsExactly("南通り", "中の道", "北通り");
    assertThat(roads(town.ask(Hazard.EARTHQUAKE, Mode.FOOT, 395, 0).routes().getFirst()))
        .containsExactly("南通り", "東の道", "北通り");
  }

  @Test
  void anUnclearedRoadIsForbiddenForAWheelchairAndLongerOnFoot() {
    LittleTown town = blockWithRefuge().snow(7, Snowed.NOT_YET);
    assertThat(roads(town.ask(Hazard.FIRE, Mode.WHEELCHAIR, 395, 0).routes().getFirst()))
        .containsExactly("南通り", "中の道", "北通り");
    Guidance foot = town.ask(Hazard.FIRE, Mode.FOOT, 395, 0);
    assertThat(roads(foot.routes().getFirst())).containsExactly("南通り", "東の道", "北通り");
    assertThat(warnings(foot)).containsExactly("uncleared");
  }

  @Test
  void aCarMindsOneWayStreetsAndWheelsMindSteps() {
    LittleTown town =
        new LittleTown()
            .road("坂", Travel.BOTH_WAYS, 2.5, "階段", 0, 0, 0, 100)
            .road("本通り", Travel.BACKWARD, 6, "町道", 0, 0, 100, 0, 100, 100, 0, 100)
            .road("裏通り", 0, 0, -200, 0, -200, 100, 0, 100)
            .refuge("A", Status.OPEN, 0, 105);
    assertThat(roads(town.ask(Hazard.FIRE, Mode.FOOT, 5, 0).routes().getFirst())).contains("坂");
    assertThat(roads(town.ask(Hazard.FIRE, Mode.WHEELCHAIR, 5, 0).routes().getFirst()))
        .containsOnly("本通り");
    assertThat(roads(town.ask(Hazard.FIRE, Mode.CAR, -5, 0).routes().getFirst()))
        .containsOnly("裏通り");
  }

  @Test
  void aWheelchairRatherGoesFartherThanToAnUpperFloorWithoutALift() {
    LittleTown town =
        block()
            .refuge("up", Status.OPEN, false, Map.of(Hazard.FLOOD, Suits.UPPER_FLOOR), 260, 0)
            .refuge("A", Status.OPEN, 500, 100);
    assertThat(town.ask(Hazard.FLOOD, Mode.FOOT, 390, 0).routes().getFirst().suits())
        .isEqualTo(Suits.YES);
    assertThat(town.ask(Hazard.FLOOD, Mode.FOOT, 210, 0).routes().getFirst().refuge().id())
        .as("300 s farther away, one climbs")
        .isEqualTo("up");
    Guidance guidance = town.ask(Hazard.FLOOD, Mode.WHEELCHAIR, 210, 0);
    assertThat(guidance.routes()).extracting(r -> r.refuge().id()).startsWith("A");
    assertThat(guidance.routes())
        .filteredOn(r -> r.refuge().id().equals("up"))
        .singleElement()
        .satisfies(up ->
            assertThat(up.warnings()).extracting(Warning::code).containsExactly("no_elevator"));
  }

  @Test
  void farFromEveryRoadThereIsNoAnswer() {
    LittleTown town = blockWithRefuge();
    assertThatThrownBy(() -> town.ask(Hazard.FIRE, Mode.FOOT, 0, -600))
        .isInstanceOf(NoRoadException.class)
        .hasMessageContaining("500 m");
  }

  @Test
  void theSameQuestionHasTheSameAnswer() {
    LittleTown town = blockWithRefuge().refuge("B", Status.OPEN, 0, 105);
    Guidance one = town.ask(Hazard.FIRE, Mode.FOOT, 200, 0);
    Guidance other = town.ask(Hazard.FIRE, Mode.FOOT, 200, 0);
    assertThat(one).isEqualTo(other);
  }
}
