package org.machizu.opendata;

import org.machizu.html.PageLanguage;
import org.machizu.opendata.feedback.FeedbackDesk;
import org.machizu.opendata.feedback.FeedbackStore.Contact;
import org.machizu.opendata.page.OpenPages;
import org.machizu.outbox.Letters;
import org.machizu.sensors.notify.Language;
import org.machizu.sensors.notify.Message;

/** Sends the answers of sections by mail, in the language of the page that was written on. */
final class AnswersByMail implements FeedbackDesk.Answers {
  private final Letters letters;
  private final OpenPages pages;

  AnswersByMail(Letters letters, OpenPages pages) {
    this.letters = letters;
    this.pages = pages;
  }

  @Override
  public boolean reach() {
    return letters.areSent();
  }

  @Override
  public void send(long message, int step, Contact to, String text) {
    PageLanguage language = PageLanguage.of(to.language());
    String subject = pages.word(language, "mailSubject").formatted(message);
    String body = pages.word(language, "mailBody").formatted(pages.town(language), message, text);
    letters.send(
        "feedback:" + message,
        step,
        to.address(),
        language == PageLanguage.EN ? Language.EN : Language.JA,
        new Message(subject, body + "\n"));
  }
}
