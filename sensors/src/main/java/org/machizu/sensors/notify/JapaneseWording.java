package org.machizu.sensors.notify;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.machizu.sensors.alert.Episode;
import org.machizu.sensors.alert.Episode.Kind;
import org.machizu.sensors.alert.Episode.ReachSeconds;
import org.machizu.sensors.gauge.Reference;
import org.machizu.sensors.notify.Recipient.Audience;

/** Messages in Japanese. */
final class JapaneseWording implements Wording {
  static final JapaneseWording INSTANCE = new JapaneseWording();

  /** Marks an exercise, before everything else. */
  private static final String DRILL = "【訓練】";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("M月d日 H:mm", Locale.JAPANESE).withZone(DutyHours.ZONE);

  private JapaneseWording() {}

  @Override
  public Message message(Purpose purpose, Situation situation, Audience audience) {
    Episode episode = situation.episode();
    String body =
        first(purpose, situation)
            + heights(situation)
            + (purpose == Purpose.CLEARED ? "" : forecast(episode, level(situation)))
            + ended(purpose, episode)
            + advice(purpose, situation, audience)
            + drill(situation, audience)
            + links(situation, audience);
    return marked(situation, subject(purpose, situation), body);
  }

  private static Message marked(Situation situation, String subject, String body) {
    String mark = situation.drill() ? DRILL : "";
    return new Message(mark + subject, Wording.marked(mark, body));
  }

  private static String level(Situation situation) {
    return situation.levelName().orElse("基準の水位");
  }

  private static String place(Situation situation) {
    return situation.water().isEmpty()
        ? situation.gaugeName()
        : situation.water() + " " + situation.gaugeName();
  }

  private static String subject(Purpose purpose, Situation situation) {
    String what =
        switch (situation.episode().kind()) {
          case LEVEL -> level(situation);
          case FORECAST -> level(situation) + " 到達見込み";
          case BAD_DATA -> "測定値の異常";
          case NO_DATA -> "データ未着";
        };
    String state =
        switch (purpose) {
          case RAISED, TEST -> "";
          case STANDING -> "（継続中）";
          case REPEAT -> "（再通知・未確認）";
          case GRAVER -> "（悪化）";
          case REOPENED -> "（解除の取消し）";
          case CLEARED -> "（解除）";
          case CORRECTION -> "（訂正）";
          case LETTER -> throw new IllegalArgumentException("a letter has words of its own");
        };
    return "【" + what + "】" + place(situation) + state;
  }

  private static String first(Purpose purpose, Situation situation) {
    String lead =
        switch (purpose) {
          case STANDING -> "次の状態が続いており、まだ誰も確認していません。\n";
          case REPEAT -> "次の状態について、まだ誰も確認していません。\n";
          case GRAVER -> "次のとおり、状態が悪化しました。\n";
          case REOPENED -> "先に解除をお知らせしましたが、次の状態が続いています。\n";
          default -> "";
        };
    return lead + (purpose == Purpose.CLEARED ? over(situation) : happening(situation));
  }

  private static String happening(Situation situation) {
    Episode episode = situation.episode();
    String place = place(situation);
    return switch (episode.kind()) {
          case LEVEL ->
              "%sの水位が、%sに達しました（%s）。"
                  .formatted(
                      place,
                      level(situation) + height(situation, episode.thresholdM()),
                      TIME.format(episode.first()));
          case FORECAST ->
              "%sの水位が上がっています。このまま上がり続けると、%sに達する見込みです。"
                  .formatted(place, level(situation) + height(situation, episode.thresholdM()));
          case BAD_DATA ->
              "%sから、そのままでは信用できない測定値が届いています（%sから）。水位の警報には使っていません。"
                  .formatted(place, TIME.format(episode.first()));
          case NO_DATA ->
              "%sから測定値が届いていません（%sまでに届くはずでした）。水位は分かりません。"
                  .formatted(place, TIME.format(episode.first()));
        }
        + "\n";
  }

  private static String over(Situation situation) {
    Episode episode = situation.episode();
    String place = place(situation);
    String at = episode.cleared() == null ? "" : "（" + TIME.format(episode.cleared()) + "）";
    return switch (episode.kind()) {
          case LEVEL -> "%sの水位が、%sを下回りました%s。".formatted(place, level(situation), at);
          case FORECAST -> "%sが%sに近いうちに達する見込みではなくなりました%s。".formatted(place, level(situation), at);
          case BAD_DATA -> "%sの測定値は、正常に戻りました%s。".formatted(place, at);
          case NO_DATA -> "%sから、再び測定値が届いています%s。".formatted(place, at);
        }
        + "\n";
  }

  /** "（4.00m）"; nothing when there is none. */
  private static String height(Situation situation, @Nullable Double metres) {
    return metres == null ? "" : "（" + metres(situation.reference(), metres) + "）";
  }

  private static String metres(Reference reference, double metres) {
    return switch (reference) {
      case ZERO -> "%.2fm".formatted(metres);
      case TP -> "T.P. %.2fm".formatted(metres);
      case OVERFLOW ->
          metres < 0 ? "氾濫開始水位まで%.2fm".formatted(-metres) : "氾濫開始水位から%.2fm上".formatted(metres);
    };
  }

  private static String heights(Situation situation) {
    Episode episode = situation.episode();
    if (episode.peakM() == null || episode.peakAt() == null) {
      return "";
    }
    String what = episode.kind() == Kind.BAD_DATA ? "届いた値" : "これまでの最高水位";
    String means =
        episode.kind() == Kind.BAD_DATA && situation.levelName().isPresent()
            ? "、本当なら" + level(situation) + "以上"
            : "";
    return "%s: %s（%s%s）\n"
        .formatted(
            what,
            metres(situation.reference(), episode.peakM()),
            TIME.format(episode.peakAt()),
            means);
  }

  private static String forecast(Episode episode, String level) {
    ReachSeconds reach = episode.reach();
    if (reach == null) {
      return "";
    }
    return "見込み: %sから約%d分後に%s（早ければ%d分後、遅ければ%d分後）\n"
        .formatted(
            TIME.format(episode.last()),
            minutes(reach.about()),
            level,
            minutes(reach.soonest()),
            minutes(reach.latest()));
  }

  /** Of an alert that was over before its first message could be made. */
  private static String ended(Purpose purpose, Episode episode) {
    return purpose == Purpose.CLEARED || episode.cleared() == null
        ? ""
        : "この状態は、" + TIME.format(episode.cleared()) + "に終わっています。\n";
  }

  private static long minutes(long seconds) {
    return Math.round(seconds / 60.0);
  }

  private static String advice(Purpose purpose, Situation situation, Audience audience) {
    boolean over = purpose == Purpose.CLEARED;
    if (audience == Audience.PUBLIC) {
      return over ? "" : "川や用水路に近づかないでください。避難の情報は、町からのお知らせを確かめてください。\n";
    }
    return switch (situation.episode().kind()) {
      case BAD_DATA -> over ? "" : "点検や故障、または急な増水が考えられます。カメラや現地で確かめてください。\n";
      case NO_DATA -> over ? "" : "通信や電源を確かめてください。増水のおそれがあるときは、カメラや現地で確かめてください。\n";
      case LEVEL, FORECAST -> "";
    };
  }

  /** The staff knows the mark; residents may see it for the first time. */
  private static String drill(Situation situation, Audience audience) {
    return situation.drill() && audience == Audience.PUBLIC ? "これは訓練のお知らせです。実際の水位ではありません。\n" : "";
  }

  private static String links(Situation situation, Audience audience) {
    String number = audience == Audience.STAFF ? "警報の番号: " + situation.alert() + "\n" : "";
    return number + situation.link().map(link -> "詳しく: " + link + "\n").orElse("");
  }

  @Override
  public Message correction(Situation situation, List<Earlier> wrong, Audience audience) {
    StringBuilder body = new StringBuilder("先にお送りした次のお知らせは誤りでした。取り消します。ご迷惑をおかけしました。\n");
    body.append("そのような水位や状態は、正しい測定値では確認されていません。\n");
    for (Earlier one : wrong) {
      body.append("\n誤っていたお知らせ（")
          .append(TIME.format(one.sent() == null ? one.made() : one.sent()))
          .append(one.sent() == null ? "ごろ、届いていないかもしれません" : "にお送りしたもの")
          .append("）\n> ")
          .append(one.message().subject())
          .append('\n')
          .append(Wording.marked("> ", one.message().text()));
    }
    body.append('\n').append(links(situation, audience));
    return marked(situation, "【訂正】" + wrong.getFirst().message().subject(), body.toString());
  }

  @Override
  public Message digest(List<Message> messages) {
    boolean drill = messages.stream().allMatch(m -> m.subject().startsWith(DRILL));
    String mark = drill ? DRILL : "";
    String first = messages.getFirst().subject().substring(mark.length());
    StringBuilder body =
        new StringBuilder(mark).append(messages.size()).append("件のお知らせをまとめてお送りします。\n");
    for (Message one : messages) {
      body.append(mark).append('\n').append(mark).append("■ ");
      body.append(one.subject().substring(mark.length())).append('\n');
      body.append(one.text());
    }
    return new Message("%s%s ほか%d件".formatted(mark, first, messages.size() - 1), body.toString());
  }

  @Override
  public Message test(String recipient, Instant now) {
    return new Message(
        "【試験】水位警報のお知らせの試験です",
        "水位の警報が届くかどうかの試験です。実際の警報ではありません。\n宛先: %s\n送信: %s\n".formatted(recipient, TIME.format(now)));
  }
}
