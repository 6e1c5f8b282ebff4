package org.machizu.viewer;

import java.nio.file.Path;
import java.util.Map;
import org.machizu.printing.CounterPrinters;
import org.machizu.server.DemoTown;

/** The sample town with a terminal {@code hall-1} at its counter and both printers beside it. */
final class CounterTown implements AutoCloseable {
  private final DemoTown demo;
  private final CounterPrinters printers;

  private CounterTown(DemoTown demo, CounterPrinters printers) {
    this.demo = demo;
    this.printers = printers;
  }

  /**
   * @param folder an empty one
   */
  static CounterTown start(Path folder) throws Exception {
    CounterPrinters printers = new CounterPrinters();
    Path terminals = printers.writeTerminals(folder.resolve("terminals.yaml"));
    DemoTown demo =
        DemoTown.start(folder, Map.of("MACHIZU_COUNTER_TERMINALS", terminals.toString()));
    return new CounterTown(demo, printers);
  }

  String base() {
    return demo.base();
  }

  DemoTown demo() {
    return demo;
  }

  CounterPrinters printers() {
    return printers;
  }

  /** What follows {@code /counter} in the address that a terminal is opened with. */
  String addressOf(String terminal) {
    return "#token=" + demo.terminalToken(terminal);
  }

  @Override
  public void close() throws Exception {
    try (printers) {
      demo.close();
    }
  }
}
