package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.machizu.server.RunningTown;
import org.machizu.server.WatchedTown;

/** The monthly extract of the resident register, at the watch desk. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class RegisterPageTest {
  private static final double LAT = 42.7601;
  private static final String NEWCOMER = "canary-new-name";

  @RegisterExtension static final TownInBrowser<WatchedTown> browser = TownInBrowser.watched();

  private static MapPage signedIn(String user) {
    MapPage page = browser.visitor(Screen.DESKTOP).opensTheMapAt(WatchedTown.lonOf(3), LAT, 15);
    page.staff().signsIn(user, RunningTown.PASSWORD).reads("ログインしました");
    return page;
  }

  /** Everybody stays where they are; somebody moves to where nobody lives yet. */
  private static byte[] extract() {
    List<String> lines = new ArrayList<>();
    lines.add("宛名番号,世帯番号,氏名,住所,続柄,支援措置");
    lines.add("J1,H03,%s,本町1番地3,本人,".formatted(WatchedTown.NAME));
    lines.add("J2,H03,%s-2,本町1番地3,妻,".formatted(WatchedTown.NAME));
    lines.add("J3,H05,canary-protected-name,%s,本人,○".formatted(WatchedTown.OF_PROTECTED));
    lines.add("J4,H08,%s-8,本町1番地8,本人,".formatted(WatchedTown.NAME));
    lines.add("J5,H22,%s,山の上99番地,本人,".formatted(NEWCOMER));
    return String.join("\r\n", lines).getBytes(Charset.forName("windows-31j"));
  }

  @Test
  void anExtractIsComparedReviewedAndApplied() {
    MapPage page = signedIn("neighbour");
    WatchPart watch = page.watch().opensTheDesk().opensPart("住民台帳");
    watch.presses("今のデータと照合する").says("ファイルを選んでください。");
    watch.choosesFile("extract.csv", "text/csv", extract()).presses("今のデータと照合する");

    watch.isAtHeading("照合の結果").says("転入").says("新しい世帯").says("場所が分からなかった世帯");
    watch.says("世帯番号 H22").says("山の上99番地").isDisabled("反映する");
    assertThat(page.barriers()).isEmpty();
    watch.choosesIn("種類", "転入 (1)").doesNotSay(NEWCOMER).presses("氏名などを表示");
    page.dialog().fills("目的（記録に残ります）", "異動の確認").presses("記録して見る");
    watch.says(NEWCOMER);

    watch.fills("住所で世帯を探す", "本町1番地12").presses("探す").presses("本町1番地12 の場所にする");
    watch.says("場所の確認は済んでいます。").presses("反映する");
    page.dialog().presses("反映する");
    page.reads("反映しました。");
    watch.says("反映済み");
  }

  @Test
  void anExtractIsThrownAwayAndWhatCannotBeReadIsTold() {
    MapPage page = signedIn("neighbour");
    WatchPart watch = page.watch().opensTheDesk().opensPart("住民台帳");
    watch.choosesFile(
        "x.csv", "text/csv", "a,b\r\n1,2\r\n".getBytes(Charset.forName("windows-31j")));
    watch.presses("今のデータと照合する").says("抽出データに必要な列がありません");
    watch.choosesFile("extract.csv", "text/csv", extract()).presses("今のデータと照合する");
    watch.isAtHeading("照合の結果").presses("取り消す");
    page.dialog().presses("取り消す").reads("照合した抽出データを取り消しました。");
    watch.doesNotSay("反映待ち");
  }

  @Test
  void whoDoesNotSeeEverybodyIsToldSo() {
    WatchPart watch = signedIn("welfare").watch().opensTheDesk().opensPart("住民台帳");
    watch.says("住民の一部が表示されないため").says("すべての住民を閲覧できる担当者に依頼してください");
    watch.doesNotSay("今のデータと照合する");
  }
}
