package org.machizu.sensors.notify;

import java.time.Instant;
import java.util.List;
import org.machizu.sensors.notify.Recipient.Audience;

/** The words of messages in one language. */
public sealed interface Wording permits JapaneseWording, EnglishWording {

  static Wording in(Language language) {
    return language == Language.JA ? JapaneseWording.INSTANCE : EnglishWording.INSTANCE;
  }

  /** What is told of an alert; in a drill every line begins with the mark of drills. */
  Message message(Purpose purpose, Situation situation, Audience audience);

  /**
   * That former messages were wrong.
   *
   * @param wrong those that arrived or may have arrived, by time; not empty
   */
  Message correction(Situation situation, List<Earlier> wrong, Audience audience);

  /** Several messages as one. */
  Message digest(List<Message> messages);

  /** Whether messages arrive. */
  Message test(String recipient, Instant now);

  /** Puts a mark before every line. */
  static String marked(String mark, String text) {
    return text.isEmpty()
        ? text
        : text.lines().map(line -> mark + line + "\n").reduce("", String::concat);
  }
}
