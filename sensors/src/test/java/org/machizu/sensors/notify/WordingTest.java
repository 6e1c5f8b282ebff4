package org.machizu.sensors.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machizu.sensors.alert.Episode.Kind;
import org.machizu.sensors.gauge.Level.Severity;
import org.machizu.sensors.notify.Earlier.Fate;
import org.machizu.sensors.notify.Flood.Sent;
import org.machizu.sensors.notify.Recipient.Audience;
import org.machizu.sensors.notify.Situation.State;

class WordingTest {
  /** A letter has words of its own. */
  private static final Set<Purpose> OF_ALERTS = EnumSet.complementOf(EnumSet.of(Purpose.LETTER));

  private static Situation of(Kind kind, boolean drill) {
    return Flood.situation(Flood.episode(kind, Severity.JUDGEMENT), State.ACTIVE, drill, false);
  }

  private static Message japanese(Kind kind) {
    return Wording.in(Language.JA).message(Purpose.RAISED, of(kind, false), Audience.STAFF);
  }

  @Test
  void theDutyReadsWhereWhatHowHighAndWhen() {
    assertThat(japanese(Kind.LEVEL))
        .isEqualTo(
            new Message(
                "【避難判断水位】緑川 東和",
                """
                緑川 東和の水位が、避難判断水位（4.00m）に達しました（9月1日 14:10）。
                これまでの最高水位: 4.12m（9月1日 14:19）
                警報の番号: 12
                詳しく: https://gis.town.example/?gauge=G01
                """));
  }

  @Test
  void aForecastSaysInHowManyMinutes() {
    Message message = japanese(Kind.FORECAST);
    assertThat(message.subject()).isEqualTo("【避難判断水位 到達見込み】緑川 東和");
    assertThat(message.text()).contains("見込み: 9月1日 14:19から約25分後に避難判断水位（早ければ20分後、遅ければ35分後）\n");
    assertThat(
            Wording.in(Language.EN)
                .message(Purpose.RAISED, of(Kind.FORECAST, false), Audience.STAFF)
                .text())
        .contains("in about 25 minutes from 1 Sep 14:19 (20 at the soonest, 35 at the latest)");
  }

  @Test
  void doubtfulReadingsAreNotToldAsWater() {
    Message message = japanese(Kind.BAD_DATA);
    assertThat(message.subject()).isEqualTo("【測定値の異常】緑川 東和");
    assertThat(message.text())
        .contains("水位の警報には使っていません")
        .contains("届いた値: 4.12m（9月1日 14:19、本当なら避難判断水位以上）")
        .doesNotContain("達しました");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void inADrillEveryLineBeginsWithItsMark(Language language) {
    Wording wording = Wording.in(language);
    String mark = language == Language.JA ? "【訓練】" : "[DRILL 訓練] ";
    for (Kind kind : Kind.values()) {
      Situation drill = of(kind, true);
      for (Purpose purpose : OF_ALERTS) {
        for (Audience audience : Audience.values()) {
          Message message = wording.message(purpose, drill, audience);
          assertThat(message.subject()).startsWith(mark);
          assertThat(message.text().lines()).isNotEmpty().allMatch(l -> l.startsWith(mark));
        }
      }
      Message one = wording.message(Purpose.RAISED, drill, Audience.STAFF);
      Message digest = wording.digest(List.of(one, one));
      assertThat(digest.subject()).startsWith(mark);
      assertThat(digest.text().lines()).hasSizeGreaterThan(4).allMatch(l -> l.startsWith(mark));
      Message correction =
          wording.correction(
              drill,
              new Sent().add(Flood.staff("a"), Purpose.RAISED, Fate.SENT).ofAlert(),
              Audience.STAFF);
      assertThat(correction.subject()).startsWith(mark);
      assertThat(correction.text().lines()).allMatch(l -> l.startsWith(mark));
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void whatIsRealIsNotMarkedAsADrillAndIsSaidForEveryPurpose(Language language) {
    Wording wording = Wording.in(language);
    for (Kind kind : Kind.values()) {
      for (Purpose purpose : OF_ALERTS) {
        Message message = wording.message(purpose, of(kind, false), Audience.STAFF);
        assertThat(message.subject() + message.text()).doesNotContain("訓練").doesNotContain("null");
        assertThat(message.subject()).isNotBlank().doesNotContain("\n");
      }
    }
  }

  @Test
  void severalBecomeOneThatNamesTheFirst() {
    Message digest =
        Wording.in(Language.JA).digest(List.of(japanese(Kind.LEVEL), japanese(Kind.NO_DATA)));
    assertThat(digest.subject()).isEqualTo("【避難判断水位】緑川 東和 ほか1件");
    assertThat(digest.text())
        .startsWith("2件のお知らせをまとめてお送りします。\n\n■ 【避難判断水位】緑川 東和\n緑川 東和の水位が")
        .contains("■ 【データ未着】緑川 東和\n");
  }

  @Test
  void thePublicIsTreatedAsThePublic() {
    Message message =
        Wording.in(Language.JA).message(Purpose.RAISED, of(Kind.LEVEL, false), Audience.PUBLIC);
    assertThat(message.text()).contains("避難の情報は、町からのお知らせ").doesNotContain("警報の番号");
  }
}
