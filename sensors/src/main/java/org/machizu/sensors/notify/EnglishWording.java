package org.machizu.sensors.notify;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.sensors.alert.Episode;
import org.machizu.sensors.alert.Episode.Kind;
import org.machizu.sensors.alert.Episode.ReachSeconds;
import org.machizu.sensors.gauge.LevelSet;
import org.machizu.sensors.gauge.Reference;
import org.machizu.sensors.notify.Recipient.Audience;

/** Messages in English. */
final class EnglishWording implements Wording {
  static final EnglishWording INSTANCE = new EnglishWording();

  private static final String DRILL = "[DRILL 訓練] ";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM H:mm", Locale.ENGLISH).withZone(DutyHours.ZONE);

  private static final Map<String, String> LEVELS =
      Map.of(
          LevelSet.STANDBY, "standby level",
          LevelSet.CAUTION, "caution level",
          LevelSet.JUDGEMENT, "evacuation judgement level",
          LevelSet.DANGER, "danger level",
          LevelSet.WATCH_FROM, "start of observation",
          LevelSet.OVERFLOW, "overflow level");

  private EnglishWording() {}

  @Override
  public Message message(Purpose purpose, Situation situation, Audience audience) {
    String body =
        first(purpose, situation)
            + heights(situation)
            + (purpose == Purpose.CLEARED ? "" : forecast(situation))
            + ended(purpose, situation.episode())
            + advice(purpose, situation, audience)
            + drill(situation, audience)
            + links(situation, audience);
    return marked(situation, subject(purpose, situation), body);
  }

  private static Message marked(Situation situation, String subject, String body) {
    String mark = situation.drill() ? DRILL : "";
    return new Message(mark + subject, Wording.marked(mark, body));
  }

  /** The English name of a legal level with the Japanese one; of any other the name as it is. */
  static String level(Situation situation) {
    String name = situation.levelName().orElse("level");
    String code = situation.episode().level();
    String english = code == null ? null : LEVELS.get(code);
    return english == null ? name : english + " (" + name + ")";
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
          case FORECAST -> level(situation) + " expected";
          case BAD_DATA -> "doubtful readings";
          case NO_DATA -> "no readings";
        };
    String state =
        switch (purpose) {
          case RAISED, TEST -> "";
          case STANDING -> " (goes on)";
          case REPEAT -> " (again, not acknowledged)";
          case GRAVER -> " (worse)";
          case REOPENED -> " (not over)";
          case CLEARED -> " (over)";
          case CORRECTION -> " (correction)";
          case LETTER -> throw new IllegalArgumentException("a letter has words of its own");
        };
    return what + ": " + place(situation) + state;
  }

  private static String first(Purpose purpose, Situation situation) {
    String lead =
        switch (purpose) {
          case STANDING -> "This goes on, and nobody has acknowledged it yet.\n";
          case REPEAT -> "Nobody has acknowledged this yet.\n";
          case GRAVER -> "It has become worse.\n";
          case REOPENED -> "You were told that this is over. It is not.\n";
          default -> "";
        };
    return lead + (purpose == Purpose.CLEARED ? over(situation) : happening(situation));
  }

  private static String happening(Situation situation) {
    Episode episode = situation.episode();
    String place = place(situation);
    return switch (episode.kind()) {
          case LEVEL ->
              "The water at %s has reached the %s%s at %s."
                  .formatted(
                      place,
                      level(situation),
                      height(situation, episode.thresholdM()),
                      TIME.format(episode.first()));
          case FORECAST ->
              "The water at %s is rising. If it goes on so, it will reach the %s%s."
                  .formatted(place, level(situation), height(situation, episode.thresholdM()));
          case BAD_DATA ->
              "Readings from %s cannot be believed as they are (since %s). No alert of water is made of them."
                  .formatted(place, TIME.format(episode.first()));
          case NO_DATA ->
              "No reading has come from %s (one was due by %s). The level is not known."
                  .formatted(place, TIME.format(episode.first()));
        }
        + "\n";
  }

  private static String over(Situation situation) {
    Episode episode = situation.episode();
    String place = place(situation);
    String at = episode.cleared() == null ? "" : " (" + TIME.format(episode.cleared()) + ")";
    return switch (episode.kind()) {
          case LEVEL ->
              "The water at %s is below the %s again%s.".formatted(place, level(situation), at);
          case FORECAST ->
              "The water at %s is not expected to reach the %s soon any more%s."
                  .formatted(place, level(situation), at);
          case BAD_DATA -> "Readings from %s are good again%s.".formatted(place, at);
          case NO_DATA -> "Readings come from %s again%s.".formatted(place, at);
        }
        + "\n";
  }

  private static String height(Situation situation, @Nullable Double metres) {
    return metres == null ? "" : ", " + metres(situation.reference(), metres) + ",";
  }

  private static String metres(Reference reference, double metres) {
    return switch (reference) {
      case ZERO -> String.format(Locale.ROOT, "%.2f m", metres);
      case TP -> String.format(Locale.ROOT, "T.P. %.2f m", metres);
      case OVERFLOW ->
          String.format(
              Locale.ROOT,
              metres < 0 ? "%.2f m below overflow" : "%.2f m above overflow",
              Math.abs(metres));
    };
  }

  private static String heights(Situation situation) {
    Episode episode = situation.episode();
    if (episode.peakM() == null || episode.peakAt() == null) {
      return "";
    }
    String what = episode.kind() == Kind.BAD_DATA ? "Reading" : "Highest so far";
    return "%s: %s (%s)\n"
        .formatted(
            what, metres(situation.reference(), episode.peakM()), TIME.format(episode.peakAt()));
  }

  private static String forecast(Situation situation) {
    ReachSeconds reach = situation.episode().reach();
    if (reach == null) {
      return "";
    }
    return "Expected: in about %d minutes from %s (%d at the soonest, %d at the latest)\n"
        .formatted(
            minutes(reach.about()),
            TIME.format(situation.episode().last()),
            minutes(reach.soonest()),
            minutes(reach.latest()));
  }

  /** Of an alert that was over before its first message could be made. */
  private static String ended(Purpose purpose, Episode episode) {
    return purpose == Purpose.CLEARED || episode.cleared() == null
        ? ""
        : "It was over at " + TIME.format(episode.cleared()) + ".\n";
  }

  private static long minutes(long seconds) {
    return Math.round(seconds / 60.0);
  }

  private static String advice(Purpose purpose, Situation situation, Audience audience) {
    boolean over = purpose == Purpose.CLEARED;
    if (audience == Audience.PUBLIC) {
      return over
          ? ""
          : "Keep away from rivers and canals. For evacuation, follow what the town announces.\n";
    }
    return switch (situation.episode().kind()) {
      case BAD_DATA ->
          over
              ? ""
              : "It may be an inspection, a fault, or a sudden flood. Look at the camera or the place.\n";
      case NO_DATA -> over ? "" : "Look at the line and the power of the station.\n";
      case LEVEL, FORECAST -> "";
    };
  }

  /** The staff knows the mark; residents may see it for the first time. */
  private static String drill(Situation situation, Audience audience) {
    return situation.drill() && audience == Audience.PUBLIC
        ? "This is a drill. It does not tell of the real water.\n"
        : "";
  }

  private static String links(Situation situation, Audience audience) {
    String number = audience == Audience.STAFF ? "Alert: " + situation.alert() + "\n" : "";
    return number + situation.link().map(link -> "More: " + link + "\n").orElse("");
  }

  @Override
  public Message correction(Situation situation, List<Earlier> wrong, Audience audience) {
    StringBuilder body =
        new StringBuilder("What we sent you before was wrong and is withdrawn. We apologise.\n");
    body.append("The readings, as they are known by now, do not show it.\n");
    for (Earlier one : wrong) {
      body.append("\nThe wrong message (")
          .append(one.sent() == null ? "about " : "sent ")
          .append(TIME.format(one.sent() == null ? one.made() : one.sent()))
          .append(one.sent() == null ? "; it may not have arrived" : "")
          .append(")\n> ")
          .append(one.message().subject())
          .append('\n')
          .append(Wording.marked("> ", one.message().text()));
    }
    body.append('\n').append(links(situation, audience));
    return marked(
        situation, "CORRECTION: " + wrong.getFirst().message().subject(), body.toString());
  }

  @Override
  public Message digest(List<Message> messages) {
    boolean drill = messages.stream().allMatch(m -> m.subject().startsWith(DRILL));
    String mark = drill ? DRILL : "";
    String first = messages.getFirst().subject().substring(mark.length());
    StringBuilder body = new StringBuilder(mark).append(messages.size()).append(" messages\n");
    for (Message one : messages) {
      body.append(mark).append('\n').append(mark).append("* ");
      body.append(one.subject().substring(mark.length())).append('\n');
      body.append(one.text());
    }
    return new Message(
        "%s%s, and %d more".formatted(mark, first, messages.size() - 1), body.toString());
  }

  @Override
  public Message test(String recipient, Instant now) {
    return new Message(
        "[TEST] Water level alerts",
        "This is a test whether alerts of water levels arrive. It is no alert.\nTo: %s\nSent: %s\n"
            .formatted(recipient, TIME.format(now)));
  }
}
