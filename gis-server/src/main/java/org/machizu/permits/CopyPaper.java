package org.machizu.permits;

import java.util.ArrayList;
import java.util.List;
import org.machizu.attachments.Document;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.paper.About;
import org.machizu.paper.Align;
import org.machizu.paper.Entry;
import org.machizu.paper.Original;
import org.machizu.paper.PaperWriter;
import org.machizu.paper.TextStyle;
import org.machizu.permits.checklist.PaperTerms;
import org.machizu.permits.papers.Paper;

/** Writes the copy of a document on A4: a page that says what it is, then the document's pages. */
final class CopyPaper {
  private static final double QR_MM = 28;

  private final LocalizedText town;

  /**
   * @param town who gives papers out where the checklist names nobody
   */
  CopyPaper(LocalizedText town) {
    this.town = town;
  }

  /**
   * What is copied.
   *
   * @param layer the layer's title
   * @param label what the feature is called
   */
  record Subject(Document document, LocalizedText layer, String label, PaperTerms terms) {}

  /** A paper that was written. */
  record Written(byte[] pdf, int pages) {}

  /**
   * Writes a copy.
   *
   * @param paper whose number and code it bears
   * @param checkUrl where it can be checked
   */
  Written write(Subject subject, Original original, Paper paper, String checkUrl) {
    PaperWords words = PaperWords.of(paper.draft().language());
    String title = words.say("copy");
    String issuer =
        subject
            .terms()
            .issuer()
            .map(name -> name.in(words.language()))
            .orElseGet(() -> words.of(town));
    About about =
        new About(
            "%s %s".formatted(title, paper.number()),
            issuer,
            String.join(words.say("between"), paper.draft().places()),
            words.tag(),
            paper.draft().at());
    try (PaperWriter writer = PaperWriter.a4(about)) {
      String number = words.say("number", paper.number());
      TextStyle right = TextStyle.BODY.at(Align.RIGHT);
      writer.paragraph(number, right);
      writer.paragraph(words.moment(paper.draft().at()), right);
      writer.paragraph(issuer, right.strong());
      writer.heading(title, 1);
      writer.keyValues(entries(words, subject));
      writer.gap(4);
      writer.paragraph(words.say("copy.statement"), TextStyle.BODY);
      writer.paragraph(words.say("copy.scale"), TextStyle.NOTE);
      writer.heading(words.say("check"), 3);
      writer.qrBeside(
          checkUrl,
          QR_MM,
          String.join(
              "\n",
              words.say("check.url"),
              checkUrl,
              words.say("check.code", paper.number(), paper.draft().code())),
          TextStyle.NOTE.size(8).at(Align.LEFT));
      int copied = writer.append(original);
      int[] pages = new int[1];
      writer.footer(page -> {
        pages[0] = page.of();
        int ofCopy = page.page() - (page.of() - copied);
        String left =
            ofCopy < 1
                ? words.say("footer", number, title)
                : words.say("copy.footer", number, ofCopy, copied);
        return List.of(left + "\t" + words.say("page", page.page(), page.of()));
      });
      byte[] pdf = writer.finish();
      return new Written(pdf, pages[0]);
    }
  }

  private static List<Entry> entries(PaperWords words, Subject subject) {
    Document.Draft draft = subject.document().draft();
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry(words.say("copy.document"), draft.title()));
    entries.add(new Entry(words.say("copy.layer"), words.of(subject.layer())));
    entries.add(new Entry(words.say("copy.feature"), subject.label()));
    entries.add(new Entry(words.say("copy.attached"), words.moment(draft.added())));
    entries.add(new Entry(words.say("copy.pages"), words.say("copy.pages.value", draft.pages())));
    entries.add(new Entry(words.say("copy.digest"), draft.content().hash()));
    subject
        .terms()
        .department()
        .ifPresent(desk ->
            entries.add(
                new Entry(
                    words.say("office"),
                    desk.phone().isEmpty()
                        ? desk.name().in(words.language())
                        : words.say(
                            "office.phone", desk.name().in(words.language()), desk.phone()))));
    return entries;
  }
}
