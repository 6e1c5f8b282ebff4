package org.machizu.printing;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.machizu.outbound.Certificates;
import org.machizu.outbound.Outbound;
import org.machizu.outbound.PrinterSockets;

/** All printers of the counter's terminals. Safe for many threads. */
public final class Printers implements AutoCloseable {
  private static final Duration CONNECT_WITHIN = Duration.ofMillis(1500);
  private static final int MOST_ANSWERED = 1 << 20;
  private static final int MOST_PDF_BYTES = 32 << 20;

  private final Terminals terminals;
  private final Outbound plain;
  private final Outbound byTls;
  private final Map<URI, Desk<PaperPrinter>> papers;
  private final Map<URI, Desk<ReceiptPrinter>> receipts;

  /** How both printers of a terminal are doing. */
  public record Status(Standing papers, Standing receipts) {}

  private Printers(Terminals terminals, Clock clock) {
    this.terminals = terminals;
    List<URI> paperPrinters =
        terminals.list().stream().flatMap(t -> t.papers().stream()).distinct().toList();
    List<URI> receiptPrinters =
        terminals.list().stream().flatMap(t -> t.receipts().stream()).distinct().toList();
    List<URI> web = paperPrinters.stream().map(p -> IppAddress.of(p).web()).toList();
    Certificates certificates = Certificates.of(terminals.fingerprints());
    plain = outbound(web, "http", certificates, PaperPrinter.Bounds.DEFAULT, CONNECT_WITHIN);
    byTls =
        outbound(
            web,
            "https",
            certificates,
            PaperPrinter.Bounds.BY_TLS,
            PaperPrinter.Bounds.BY_TLS.status());
    papers = desks(paperPrinters, p -> paperPrinter(p), PaperPrinter::standing, clock);
    PrinterSockets sockets = new PrinterSockets(receiptPrinters);
    receipts =
        desks(
            receiptPrinters,
            p -> new ReceiptPrinter(p, sockets, ReceiptPrinter.Bounds.DEFAULT),
            ReceiptPrinter::standing,
            clock);
  }

  private static Outbound outbound(
      List<URI> printers,
      String scheme,
      Certificates certificates,
      PaperPrinter.Bounds bounds,
      Duration connectWithin) {
    return Outbound.toPrinters(
        printers.stream().filter(p -> scheme.equals(p.getScheme())).toList(),
        certificates,
        connectWithin,
        bounds.take(),
        MOST_ANSWERED);
  }

  private PaperPrinter paperPrinter(URI printer) {
    IppAddress address = IppAddress.of(printer);
    return "https".equals(address.web().getScheme())
        ? new PaperPrinter(address, byTls, PaperPrinter.Bounds.BY_TLS)
        : new PaperPrinter(address, plain, PaperPrinter.Bounds.DEFAULT);
  }

  /** The printers of these terminals; none is asked before somebody wants to know. */
  public static Printers of(Terminals terminals, Clock clock) {
    return new Printers(terminals, clock);
  }

  /**
   * The printers of a file of terminals.
   *
   * @param file empty: there are no terminals
   * @throws TerminalsException when the file cannot be used, telling all that is wrong
   */
  public static Printers start(Optional<Path> file, Clock clock) throws TerminalsException {
    return of(file.isPresent() ? Terminals.read(file.get()) : Terminals.NONE, clock);
  }

  private static <P> Map<URI, Desk<P>> desks(
      Collection<URI> addresses,
      Function<URI, P> printers,
      Function<P, Standing> asking,
      Clock clock) {
    return addresses.stream()
        .collect(
            Collectors.toMap(
                address -> address,
                address -> new Desk<>(printers.apply(address), asking, clock, Desk.Times.DEFAULT),
                (a, b) -> a,
                HashMap::new));
  }

  public Terminals terminals() {
    return terminals;
  }

  /**
   * How both printers of a terminal are doing, at most five seconds old. Both are asked at once,
   * and each by one thread alone, however many want to know. Of a printer that takes more than two
   * seconds to answer, what it last said is told, of a minute ago at most.
   */
  public Status status(Terminal terminal) {
    Supplier<Standing> ofPapers = standing(terminal.papers(), papers);
    Supplier<Standing> ofReceipts = standing(terminal.receipts(), receipts);
    return new Status(ofPapers.get(), ofReceipts.get());
  }

  private static <P> Supplier<Standing> standing(Optional<URI> address, Map<URI, Desk<P>> desks) {
    Optional<Desk<P>> desk = address.map(desks::get);
    if (desk.isEmpty()) {
      return () -> Standing.NONE;
    }
    Future<Standing> answer = desk.get().standing();
    return () -> desk.get().await(answer);
  }

  /**
   * Prints a paper; returns when it is printed or is not to be expected any more, within three
   * minutes.
   *
   * @param title how the job is called on the printer's display
   * @param pdf at most 32 MiB
   */
  public PrintResult printPaper(Terminal terminal, String title, byte[] pdf) {
    if (pdf.length > MOST_PDF_BYTES) {
      throw new IllegalArgumentException(
          "a paper has at most %d bytes, but this has %d".formatted(MOST_PDF_BYTES, pdf.length));
    }
    return terminal
        .papers()
        .map(papers::get)
        .map(desk -> desk.print(printer -> printer.print(title, pdf)))
        .orElse(PrintResult.NotPrinted.because(Standing.NONE, false));
  }

  /**
   * Prints a receipt; returns when it is printed or is not to be expected any more, after a minute
   * at the latest.
   *
   * @throws IllegalArgumentException when the receipt would be longer than 75 cm
   */
  public PrintResult printReceipt(Terminal terminal, Receipt receipt) {
    return terminal
        .receipts()
        .map(receipts::get)
        .map(desk -> {
          var image = ReceiptImage.of(receipt, terminal.receiptWidthDots());
          return desk.print(printer -> printer.print(image));
        })
        .orElse(PrintResult.NotPrinted.because(Standing.NONE, false));
  }

  @Override
  public void close() {
    plain.close();
    byTls.close();
  }
}
