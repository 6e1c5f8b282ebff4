package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The hazard sheet of a neighbourhood of the sample town, over HTTP. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class HazardSheetTest {
  private static final String SHEET = "/api/hazards/sheet.pdf";
  private static final String HERE = SHEET + "?lon=141.8200&lat=42.7640&lang=ja";

  @TempDir static Path folder;
  private static DemoTown demo;

  @BeforeAll
  static void start() throws Exception {
    demo = DemoTown.start(Files.createDirectory(folder.resolve("town")));
  }

  @AfterAll
  static void stop() throws Exception {
    demo.close();
  }

  private static byte[] pdf(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/pdf");
    return answer.body();
  }

  private static String text(byte[] pdf, int page) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      stripper.setStartPage(page);
      stripper.setEndPage(page);
      return stripper.getText(document);
    }
  }

  private static void publish(Caller planner, boolean isPublic) {
    String path = "/api/layers/flood_maximum/publish";
    String body =
        "{\"published\":%s,\"reason\":\"改訂\",\"reviewed\":%s}"
            .formatted(isPublic, planner.get(path).json().path("revision"));
    Answer done = planner.post(path, body);
    assertThat(done.status()).as(done.text()).isLessThan(300);
  }

  @Test
  void aSheetIsA3OnBothSidesWithShelterNumbersOnMapAndListAndNothingThatChangesByTheHour()
      throws IOException {
    byte[] pdf = pdf(demo.visitor().get(HERE));
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isEqualTo(2);
      assertThat(document.getPage(0).getMediaBox().getWidth()).isBetween(1190f, 1191f);
      assertThat(document.getPage(0).getMediaBox().getHeight()).isBetween(841f, 842f);
    }
    String front = text(pdf, 1);
    assertThat(front).contains("みどり野町 地区の防災シート（みどり野町役場 付近）", "縮尺 1:5,000", "1:5000");
    assertThat(front).contains("洪水浸水想定区域（想定最大規模）", "0.5m以上3.0m未満", "みどり野小学校", "出典：");
    assertThat(front).contains("重要事項説明には使えません").doesNotContain("計画規模");
    String back = text(pdf, 2);
    assertThat(back).containsPattern("1 +みどり野町役場 +\\S+本町三丁目2-1 +南東 220 m +△ +○ +○ +○ +○ +180人");
    assertThat(back).contains("洪水：ここは、", "この町の「津波」の地図は、ここにはありません", "0.5 m", "大人のひざ");
    assertThat(back).containsPattern("4 +災害が起きるおそれが高い状態です。 +レベル4危険警報 +避難指示");
    assertThat(back).contains("自動で決まるものではありません", "町への連絡先");
    assertThat(back).doesNotContain("開設中", "満員");
  }

  @Test
  void otherLanguagesAndHazardsHaveTheirOwnSheets() throws IOException {
    byte[] english = pdf(demo.visitor().get(SHEET + "?lon=141.82&lat=42.764&lang=en&scale=10000"));
    assertThat(text(english, 1)).contains("hazard sheet of the neighbourhood", "1:10,000");
    assertThat(text(english, 2)).contains("Level 4 Danger Warning", "Evacuation Instruction");
    byte[] sea = pdf(demo.visitor().get(HERE + "&hazard=tsunami"));
    assertThat(text(sea, 1)).contains("この町には、津波の深さの地図がありません。安全という意味ではありません。");
    assertThat(text(sea, 1)).doesNotContain("0.5m以上3.0m未満");
  }

  @Test
  void whatCannotBeAskedForIsToldByItsName() {
    assertThat(demo.visitor().get(SHEET + "?lon=141.82").code()).isEqualTo("place-missing");
    for (String wrong :
        new String[] {
          "?lon=14&lat=42.7",
          "?lon=x&lat=42.7",
          "?lon=141.8&lat=42.7&scale=1",
          "?lon=141.8&lat=42.7&hazard=frogs",
          "?lon=141.8&lat=42.7&lang=fr",
          "?lon=141.8&lat=42.7&paper=A0",
          "?lon=141.8&lat=42.7&orientation=portrait"
        }) {
      assertThat(demo.visitor().get(SHEET + wrong).status()).as(wrong).isEqualTo(400);
    }
  }

  @Test
  void aSheetIsMadeAnewWhenALayerChangesAndShowsNobodyWhatTheyDoNotSee() throws IOException {
    String there = SHEET + "?lon=141.8300&lat=42.7660&lang=ja";
    Answer first = demo.visitor().get(there);
    String tag = first.header("ETag");
    assertThat(demo.visitor().get(there).body()).isEqualTo(first.body());
    assertThat(demo.visitor().with("If-None-Match", tag).get(there).status()).isEqualTo(304);

    Caller planner = demo.planner();
    publish(planner, false);
    try {
      Answer publics = demo.visitor().with("If-None-Match", tag).get(there);
      assertThat(text(pdf(publics), 1)).contains("（計画規模）").doesNotContain("想定最大規模");
      assertThat(text(pdf(planner.get(there)), 1)).contains("（想定最大規模）");
    } finally {
      publish(planner, true);
    }
  }
}
