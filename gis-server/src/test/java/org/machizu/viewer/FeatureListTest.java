package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.viewer.LittleTown.LAT;
import static org.machizu.viewer.LittleTown.LON;
import static org.machizu.viewer.LittleTown.NEAR;
import static org.machizu.viewer.LittleTown.SHELTERS;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.machizu.server.RunningTown;

/** What the map shows, read as a table by somebody who does not see the map. */
class FeatureListTest {

  private MapPage visitor;

  @RegisterExtension static final TownInBrowser<RunningTown> browser = TownInBrowser.little();

  @BeforeEach
  void aVisitorOpensTheList() {
    visitor = browser.visitor(Screen.DESKTOP).opensTheMapAt(LON, LAT, NEAR);
    visitor.list().opens().chooses(SHELTERS);
  }

  @Test
  void theFeaturesWithinTheMapStandInATableWithAllTheirAttributes() {
    var list = visitor.list().says("地図の範囲の「避難所」：2 件").hasRows("中央公民館", "東小学校");
    assertThat(list.cells("中央公民館")).containsExactly("中央公民館", "1,200", "2026年4月1日");
  }

  @Test
  void theWholeTownHasAlsoWhatTheMapDoesNotShow() {
    visitor.list().choosesTheWholeTown().says("町全体の「避難所」：3 件");
    visitor.list().hasRows("中央公民館", "東小学校", "山の家");
  }

  @Test
  void aColumnsHeadSortsAndSortsTheOtherWayRound() {
    var list = visitor.list().choosesTheWholeTown().sortsBy("想定収容人数（人）");
    list.isSorted("想定収容人数", "ascending").hasRows("山の家", "東小学校", "中央公民館");
    list.sortsBy("想定収容人数（人）").isSorted("想定収容人数", "descending");
    list.hasRows("中央公民館", "東小学校", "山の家");
  }

  @Test
  void aRowOpensItsFeatureAndTheMapGoesThere() {
    visitor.list().choosesTheWholeTown().opensRow("山の家");
    assertThat(visitor.attributesOfTheFirstHit())
        .containsEntry("想定収容人数", "40 人")
        .containsEntry("開設日", "2001年1月2日");
    visitor
        .waitsUntilAddress("map=[0-9.]+/42.76[0-9]*/142.1[23]")
        .waitsUntilAddress("f=shelters/3");
  }

  @Test
  void theListFollowsTheMap() {
    visitor.list().hasRows("中央公民館", "東小学校");
    visitor.looksAt(LON + 0.3, LAT, NEAR);
    visitor.list().says("1 件").hasRows("山の家");
    visitor.looksAt(LON + 0.2, LAT, NEAR);
    visitor.list().says("地図の範囲に「避難所」はありません").hasRows();
  }

  @Test
  void theListIsThereAsAFile() throws Exception {
    URI file = URI.create(browser.base() + visitor.list().hasRows("中央公民館", "東小学校").download());
    HttpResponse<String> answer;
    try (HttpClient client = HttpClient.newHttpClient()) {
      answer =
          client.send(HttpRequest.newBuilder(file).build(), HttpResponse.BodyHandlers.ofString());
    }
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("中央公民館", "東小学校").doesNotContain("山の家");
  }
}
