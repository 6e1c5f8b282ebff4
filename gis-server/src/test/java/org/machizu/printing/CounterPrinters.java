package org.machizu.printing;

import com.hp.jipp.model.PrinterState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Both printers of the terminal {@code hall-1}, for tests of what uses them. */
public final class CounterPrinters implements AutoCloseable {
  private final IppSink papers = new IppSink();
  private final ReceiptSink receipts = new ReceiptSink();

  public CounterPrinters() throws IOException {}

  /** Writes the file of terminals that names them, beside one without printers. */
  public Path writeTerminals(Path file) throws IOException {
    String yaml =
        """
        terminals:
          hall-1:
            place: {ja: 本庁舎 1階 ロビー, en: "Town hall, ground floor"}
            papers: %s
            receipts: %s
            receiptWidthMm: 80
          bare:
            place: {ja: 水道局, en: Water utility}
        """
            .formatted(papers.address(), receipts.address());
    return Files.writeString(file, yaml);
  }

  /** The printer of papers has paper, or has none. */
  public void hasPaper(boolean has) {
    if (has) {
      papers.setState(PrinterState.idle, "none");
    } else {
      papers.setState(PrinterState.stopped, "media-empty-error");
    }
  }

  /** The papers that came out, as PDF. */
  public List<byte[]> papers() {
    return papers.taken().stream().map(IppSink.Taken::pdf).toList();
  }

  /** How many slips and receipts came out. */
  public int receipts() {
    return receipts.receipts().size();
  }

  @Override
  public void close() throws Exception {
    papers.close();
    receipts.close();
  }
}
