package org.machizu.permits;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.JsonMember;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.permits.checklist.PaperTerms;
import org.machizu.permits.checklist.PaperTerms.Payment;
import org.machizu.permits.papers.Paper;
import org.machizu.permits.papers.Paper.State;
import org.machizu.printing.PrintResult;
import org.machizu.printing.PrinterState;
import org.machizu.printing.Printers;
import org.machizu.printing.Receipt;
import org.machizu.printing.Terminal;

/** Papers, receipts and slips on the counter's printers, and receipts as PDF. */
final class PrintRoutes {
  private static final String ONE = PaperJson.PATH + "/{number}";
  private static final int LONGEST_NAME = 64;

  private final CertificateRoutes certificates;
  private final Certificates papers;
  private final Checklists checklists;
  private final Printers printers;
  private final CounterReceipts receipts;

  PrintRoutes(
      CertificateRoutes certificates,
      Certificates papers,
      Checklists checklists,
      Printers printers,
      LocalizedText town) {
    this.certificates = certificates;
    this.papers = papers;
    this.checklists = checklists;
    this.printers = printers;
    this.receipts = new CounterReceipts(town);
  }

  List<Route> routes() {
    return List.of(
        Route.of(
            POST,
            ONE + "/print",
            Audience.COUNTER,
            Reads.NOTHING,
            "Prints a paper, and the slip to pay by or the receipt: {\"papers\", \"receipts\": true or"
                + " false, \"again\": it was printed before, \"terminal\": the desk's choice}; tells"
                + " of both what became of it",
            this::print),
        Route.of(
            GET,
            ONE + "/receipt.pdf",
            Audience.COUNTER,
            Reads.NOTHING,
            "The receipt for a paper's fee as PDF",
            this::receipt));
  }

  private PaperTerms terms() {
    return checklists.inForce().checklist().papers();
  }

  private void receipt(Context ctx) {
    Paper paper = certificates.paper(ctx);
    if (paper.state() != State.PAID) {
      throw PaperProblems.notPaid(paper).asException();
    }
    byte[] pdf = CounterReceipts.pdf(receipts.receipt(paper, terms(), "", false));
    ctx.header("Cache-Control", "private, no-store")
        .header(
            "Content-Disposition", "inline; filename=\"%s-receipt.pdf\"".formatted(paper.number()))
        .contentType(Certificates.PDF)
        .result(pdf);
  }

  private void print(Context ctx) {
    boolean wantsPaper = true;
    boolean wantsReceipt = true;
    boolean isAgain = false;
    Optional<String> chosen = Optional.empty();
    for (JsonMember member :
        JsonMember.ofBody(
            Json.object(ctx.bodyAsBytes()), List.of("papers", "receipts", "again", "terminal"))) {
      switch (member.name()) {
        case "papers" -> wantsPaper = member.truth();
        case "receipts" -> wantsReceipt = member.truth();
        case "again" -> isAgain = member.truth();
        default -> chosen = Optional.of(member.text(LONGEST_NAME));
      }
    }
    Paper paper = certificates.paper(ctx);
    if (paper.state() == State.VOID) {
      throw PaperProblems.alreadyVoid(paper).asException();
    }
    Optional<Terminal> terminal = terminal(CounterPlace.of(Requests.actor(ctx)), paper, chosen);
    PaperTerms terms = terms();
    Map<String, Object> json = new LinkedHashMap<>();
    if (wantsPaper) {
      boolean waits = paper.state() == State.DUE && terms.payment() == Payment.BEFORE;
      json.put("papers", waits ? waiting() : result(terminal.map(at -> printed(at, paper))));
    }
    if (wantsReceipt && paper.state() != State.FREE) {
      boolean again = isAgain;
      json.put(
          "receipts",
          result(
              terminal.map(
                  at -> printers.printReceipt(at, receiptOrSlip(at, paper, terms, again)))));
    }
    ctx.header("Cache-Control", "no-store").json(json);
  }

  /**
   * A terminal prints at itself; the desk where it says, where the paper was asked for, or at its
   * own.
   */
  private Optional<Terminal> terminal(CounterPlace place, Paper paper, Optional<String> chosen) {
    String name =
        place
            .terminal()
            .or(() -> chosen)
            .or(() -> paper.draft().terminal())
            .orElse(CounterPlace.DESK);
    return printers.terminals().find(name);
  }

  private PrintResult printed(Terminal terminal, Paper paper) {
    try (InputStream pdf = papers.open(paper)) {
      return printers.printPaper(terminal, paper.number().text(), pdf.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Receipt receiptOrSlip(Terminal terminal, Paper paper, PaperTerms terms, boolean isAgain) {
    String place =
        PaperWords.of(paper.draft().language()).tag().equals("en")
            ? terminal.placeEn()
            : terminal.placeJa();
    return paper.state() == State.PAID
        ? receipts.receipt(paper, terms, place, isAgain)
        : receipts.slip(paper, terms, place);
  }

  private static Map<String, Object> waiting() {
    return Map.of("state", "waiting", "printer", PrinterState.READY.word(), "detail", "");
  }

  private static Map<String, Object> result(Optional<PrintResult> result) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (result.isEmpty()) {
      json.put("state", "not-printed");
      json.put("printer", PrinterState.NONE.word());
      json.put("detail", "there is no such terminal");
      json.put("maybePartly", false);
      return json;
    }
    json.put("printer", result.get().state().word());
    switch (result.get()) {
      case PrintResult.Printed _ -> {
        json.put("state", "printed");
        json.put("detail", "");
      }
      case PrintResult.NotPrinted not -> {
        json.put("state", "not-printed");
        json.put("detail", not.detail());
        json.put("maybePartly", not.maybePartly());
      }
    }
    return json;
  }
}
