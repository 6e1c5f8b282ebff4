package org.machizu.permits;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.paper.About;
import org.machizu.paper.Align;
import org.machizu.paper.Cell;
import org.machizu.paper.Column;
import org.machizu.paper.PaperWriter;
import org.machizu.paper.Table;
import org.machizu.paper.TextStyle;
import org.machizu.permits.checklist.Department;
import org.machizu.permits.checklist.PaperTerms;
import org.machizu.permits.papers.Paper;
import org.machizu.printing.Receipt;

/**
 * Receipts for fees that were paid, and the slips by which one pays. A town's fees bear no
 * consumption tax, and its receipts no stamp (消費税法 別表第二 五, 印紙税法 第5条).
 */
final class CounterReceipts {
  private final LocalizedText town;

  CounterReceipts(LocalizedText town) {
    this.town = town;
  }

  /**
   * For a fee that was paid.
   *
   * @param place where it is printed; "" to say nothing
   * @param isReissue whether there was one before
   */
  Receipt receipt(Paper paper, PaperTerms terms, String place, boolean isReissue) {
    PaperWords words = PaperWords.of(paper.draft().language());
    return of(
        paper,
        terms,
        words.say("receipt"),
        paper.paid().orElseThrow(),
        place,
        List.of(words.say("receipt.for", paper.number()), words.say("receipt.tax")),
        Optional.empty(),
        isReissue);
  }

  /** To be shown at the desk, where the fee is paid; its code is the paper's number. */
  Receipt slip(Paper paper, PaperTerms terms, String place) {
    PaperWords words = PaperWords.of(paper.draft().language());
    return of(
        paper,
        terms,
        words.say("slip"),
        paper.draft().at(),
        place,
        List.of(words.say("slip.note")),
        Optional.of(paper.number().text()),
        false);
  }

  private Receipt of(
      Paper paper,
      PaperTerms terms,
      String title,
      Instant at,
      String place,
      List<String> notes,
      Optional<String> code,
      boolean isReissue) {
    PaperWords words = PaperWords.of(paper.draft().language());
    int yen = paper.draft().feeYen();
    String item = words.say("receipt.item." + paper.draft().kind().word());
    List<String> issuerLines = new ArrayList<>();
    terms.issuer().ifPresent(_ -> issuerLines.add(words.of(town)));
    terms.department().map(desk -> office(desk, words)).ifPresent(issuerLines::add);
    return new Receipt(
        words.tag(),
        title,
        paper.number().text(),
        at,
        List.of(new Receipt.Item(item, yen)),
        yen,
        terms.issuer().map(name -> name.in(words.language())).orElseGet(() -> words.of(town)),
        issuerLines,
        place,
        notes,
        code,
        isReissue);
  }

  private static String office(Department desk, PaperWords words) {
    String name = desk.name().in(words.language());
    return desk.phone().isEmpty() ? name : name + " " + desk.phone();
  }

  /** A receipt on A4: the same bytes each time. */
  static byte[] pdf(Receipt receipt) {
    PaperWords words = PaperWords.of(receipt.language());
    About about =
        new About(
            receipt.title() + " " + receipt.number(),
            receipt.issuer(),
            receipt.title(),
            receipt.language(),
            receipt.at());
    try (PaperWriter writer = PaperWriter.a4(about)) {
      TextStyle right = TextStyle.BODY.at(Align.RIGHT);
      writer.paragraph(words.say("number", receipt.number()), right);
      writer.paragraph(words.moment(receipt.at()), right);
      writer.heading(receipt.title(), 1);
      List<List<Cell>> rows = new ArrayList<>();
      for (Receipt.Item item : receipt.items()) {
        rows.add(List.of(Cell.of(item.text()), Cell.of(yen(item.amountYen()))));
      }
      rows.add(
          List.of(
              Cell.of(words.say("receipt.total")).strong(),
              Cell.of(yen(receipt.totalYen())).strong()));
      writer.table(
          new Table(List.of(Column.share("", 1), Column.mm("", 45).at(Align.RIGHT)), rows, 12));
      writer.gap(4);
      receipt.notes().forEach(note -> writer.paragraph(note, TextStyle.BODY.at(Align.LEFT)));
      writer.gap(8);
      writer.paragraph(receipt.issuer(), right.strong().size(12));
      receipt.issuerLines().forEach(line -> writer.paragraph(line, right));
      writer.footer(_ -> List.of());
      return writer.finish();
    }
  }

  private static String yen(long amount) {
    return "￥%,d".formatted(amount);
  }
}
