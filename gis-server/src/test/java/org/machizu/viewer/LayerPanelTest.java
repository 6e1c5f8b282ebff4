package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.viewer.LittleTown.BLUE;
import static org.machizu.viewer.LittleTown.FIELDS;
import static org.machizu.viewer.LittleTown.FLOOD;
import static org.machizu.viewer.LittleTown.GREEN;
import static org.machizu.viewer.LittleTown.LAT;
import static org.machizu.viewer.LittleTown.LON;
import static org.machizu.viewer.LittleTown.NEAR;
import static org.machizu.viewer.LittleTown.RED;
import static org.machizu.viewer.LittleTown.SHELTERS;
import static org.machizu.viewer.LittleTown.ZONES;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.machizu.server.RunningTown;

/** What a visitor does with the layers, told by what the map shows then. */
class LayerPanelTest {

  private MapPage visitor;

  @RegisterExtension static final TownInBrowser<RunningTown> browser = TownInBrowser.little();

  @BeforeEach
  void aVisitorLooksAtTheTown() {
    visitor = browser.visitor(Screen.DESKTOP).opensTheMapAt(LON, LAT, NEAR);
  }

  @Test
  void aLayerThatItsStyleHasOffIsOffUntilSomebodyWantsIt() {
    visitor.layers().isOff(FIELDS).isOn(ZONES);
    assertThat(colour()).isEqualTo(BLUE);
    visitor.switchesLayer(FIELDS);
    assertThat(visitor.link()).contains("on=farmland").doesNotContain("off=");
    visitor.switchesLayer(FIELDS);
    assertThat(visitor.link()).doesNotContain("on=");
  }

  @Test
  void theOrderOfTheListIsTheOrderOnTheMap() {
    var layers = visitor.layers().listsByOrder();
    assertThat(layers.stack()).containsExactly(SHELTERS, FLOOD, ZONES);
    layers.raises(ZONES).liesAs(SHELTERS, ZONES, FLOOD);
    assertThat(colour()).isEqualTo(RED);
    layers.lowers(ZONES);
    assertThat(colour()).isEqualTo(BLUE);
    assertThat(visitor.link()).doesNotContain("ord=");
  }

  @Test
  void aLayerIsDraggedOverAnother() {
    var layers = visitor.layers().listsByOrder();
    layers.drags(ZONES, FLOOD).liesAs(SHELTERS, ZONES, FLOOD);
    assertThat(colour()).isEqualTo(RED);
    layers.drags(ZONES, SHELTERS).liesAs(ZONES, SHELTERS, FLOOD);
  }

  @Test
  void aFaintLayerLetsWhatLiesBelowShineThrough() {
    visitor.layers().opensSettings(FLOOD).makesFainter(FLOOD, 10);
    assertThat(near(colour(), 0x800080)).as("%06x", colour()).isTrue();
    assertThat(visitor.link()).contains("op=").contains(":50");
  }

  @Test
  void aGroupIsSwitchedAsAWholeAndSaysWhenOnlyAPartIsOn() {
    var layers = visitor.layers().switchesGroup("防災");
    layers.isOff(FLOOD).isOff(SHELTERS).isOn(ZONES);
    assertThat(colour()).isEqualTo(RED);
    visitor.switchesLayer(FLOOD);
    layers.groupIsPartlyOn("防災").switchesGroup("防災").isOn(SHELTERS).isOn(FLOOD);
    assertThat(visitor.link()).doesNotContain("off=");
  }

  @Test
  void aLinkShowsEverythingAsItWas() {
    visitor.switchesLayer(FIELDS).switchesLayer(SHELTERS);
    visitor.layers().listsByOrder().raises(FIELDS).raises(FIELDS);
    visitor.layers().makesFainter(FIELDS, 4);
    int seen = colour();
    try (MapPage friend = browser.visitor(Screen.DESKTOP).follows(visitor.link())) {
      friend.layers().isOn(FIELDS).isOff(SHELTERS).hasOpacity(FIELDS, "80％");
      friend.layers().listsByOrder().liesAs(FIELDS, FLOOD, ZONES);
      assertThat(friend.colourAt(LON, LAT)).isEqualTo(seen);
      assertThat(near(seen, mixed(GREEN, BLUE, 0.8))).as("%06x", seen).isTrue();
      friend.hasNoFaults();
    }
  }

  @Test
  void aLinkWithLayersThatAreNotHereShowsTheRest() {
    String link = browser.base() + "/#map=15/" + LAT + "/" + LON;
    visitor.follows(link + "&on=secret,farmland&off=gone&op=gone:20&ord=gone:zoning,secret:gone");
    visitor.layers().isOn(FIELDS).isOn(ZONES).isOn(FLOOD);
  }

  @Test
  void theBackButtonTakesOneChangeBackAfterTheOther() {
    visitor.switchesLayer(FIELDS);
    visitor.layers().listsByOrder().raises(FIELDS).raises(FIELDS);
    assertThat(colour()).isEqualTo(GREEN);
    visitor.goesBack().goesBack().layers().liesAs(SHELTERS, FLOOD, ZONES, FIELDS);
    visitor.goesBack().layers().liesAs(SHELTERS, FLOOD, ZONES);
    visitor.goesForward().goesForward().goesForward();
    visitor.layers().liesAs(SHELTERS, FIELDS, FLOOD, ZONES);
    visitor.layers().goesBackToTheStart();
    visitor.waitsUntilDrawn();
    assertThat(colour()).isEqualTo(BLUE);
  }

  @Test
  void aFoldedGroupStaysFolded() {
    visitor.layers().folds("都市計画").isHidden(ZONES).isVisible(FLOOD);
    visitor.opensTheMapAt(LON, LAT, NEAR).layers().isHidden(ZONES).folds("都市計画").isVisible(ZONES);
  }

  @Test
  void aLayerThatIsNotDrawnHereSaysSo() {
    visitor.opensTheMapAt(LON, LAT, 13).layers().hints(SHELTERS, "地図を拡大すると表示されます");
    visitor.opensTheMapAt(LON, LAT, 14).layers().hints(SHELTERS, "");
  }

  @Test
  void aLayerSaysWhereItsDataComeFrom() {
    visitor.layers().opensSettings(ZONES).tells(ZONES, "みどり野町").tells(ZONES, "2026年4月1日");
    visitor.layers().opensSettings(SHELTERS).tells(SHELTERS, "出典や時点は登録されていません");
  }

  private int colour() {
    return visitor.colourAt(LON, LAT);
  }

  private static int mixed(int over, int under, double part) {
    int mixed = 0;
    for (int shift : new int[] {16, 8, 0}) {
      double channel = (over >> shift & 0xFF) * part + (under >> shift & 0xFF) * (1 - part);
      mixed |= (int) Math.round(channel) << shift;
    }
    return mixed;
  }

  /** Whether two colours are the same but for rounding. */
  private static boolean near(int one, int other) {
    for (int shift : new int[] {16, 8, 0}) {
      if (Math.abs((one >> shift & 0xFF) - (other >> shift & 0xFF)) > 4) {
        return false;
      }
    }
    return true;
  }
}
