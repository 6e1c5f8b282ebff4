package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.viewer.LittleTown.LAT;
import static org.machizu.viewer.LittleTown.LON;
import static org.machizu.viewer.LittleTown.NEAR;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.machizu.server.RunningTown;

/** The page in the hands of somebody who has a keyboard and no mouse. */
class KeyboardTest {

  private MapPage visitor;

  @RegisterExtension static final TownInBrowser<RunningTown> browser = TownInBrowser.little();

  @BeforeEach
  void aVisitorComes() {
    visitor = browser.visitor(Screen.DESKTOP).opensTheMapAt(LON, LAT, NEAR);
  }

  @Test
  void fromOpeningThePageToReadingAllThatLiesInTheMiddleOfTheMap() {
    var keys = visitor.keys().press("Tab");
    assertThat(keys.focused()).isEqualTo("地図へ移動");
    assertThat(keys.isFocusSeen()).isTrue();
    keys.press("Enter");
    assertThat(keys.focused()).startsWith("地図:");
    keys.press("Enter");
    visitor.hits("浸水想定区域A");
    assertThat(keys.focused()).contains("浸水想定区域A");
    assertThat(visitor.attributesOfTheFirstHit()).containsEntry("名称", "浸水想定区域A");
    keys.press("ArrowDown");
    assertThat(keys.focused()).contains("用途地域A");
    assertThat(keys.isFocusSeen()).isTrue();
    assertThat(visitor.attributesOfTheFirstHit()).containsEntry("名称", "用途地域A");
    keys.press("Escape");
    assertThat(keys.focused()).startsWith("地図:");
  }

  @Test
  void fromAListOfWhatTheMapShowsToOneFeatureAndBack() {
    var keys = visitor.keys().press("Tab", "Tab", "Tab");
    assertThat(keys.focused()).isEqualTo("地図の範囲の一覧へ移動");
    keys.press("Enter");
    visitor.list().says("1 件");
    keys.tabTo("浸水想定区域A").press("Enter");
    visitor.hits("浸水想定区域A");
    keys.press("Escape");
    assertThat(keys.focused()).isEqualTo("浸水想定区域A");
  }

  @Test
  void aLayerIsSwitchedAndLaidElsewhere() {
    var keys = visitor.keys().press("Tab", "Tab", "Enter");
    keys.tabTo("農地").press("Space");
    visitor.layers().isOn("農地");
    keys.tabTo("「農地」の設定と情報").press("Enter");
    keys.tabTo("「農地」を一つ上に重ねる").press("Enter", "Enter");
    assertThat(keys.focused()).isEqualTo("「農地」を一つ上に重ねる");
    visitor.waitsUntilDrawn();
    assertThat(visitor.colourAt(LON, LAT)).isEqualTo(LittleTown.GREEN);
  }

  @Test
  void oneKeyLeadsToEachPartAndCanBeTurnedOff() {
    var keys = visitor.keys().press("m");
    assertThat(keys.focused()).startsWith("地図:");
    keys.press("l");
    assertThat(keys.focused()).isEqualTo("レイヤ");
    keys.press("t");
    visitor.list().says("1 件");
    keys.press("Escape");
    keys.press("?");
    visitor.reads("1 文字のキーを使う");
    keys.press("Space", "Escape", "t");
    visitor.sheet("list").isGone();
  }
}
