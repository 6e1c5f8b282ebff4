package org.machizu.printing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hp.jipp.model.Operation;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.machizu.printing.PrintResult.NotPrinted;
import org.machizu.printing.PrintResult.Printed;

/** Two terminals that share their printers. */
class PrintersTest {
  private static final byte[] PDF = "%PDF-1.7".getBytes(US_ASCII);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-28T01:00:00Z"));
  private final Clock clock = Clock.systemUTC();
  private final Clock ours =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now.get();
        }
      };

  private ReceiptSink receipts;
  private IppSink papers;
  private Terminal hall;
  private Terminal water;
  private Terminal bare;
  private Printers printers;

  @BeforeEach
  void start() throws Exception {
    receipts = new ReceiptSink();
    papers = new IppSink();
    hall = terminal("hall-1", Optional.of(papers.address()), Optional.of(receipts.address()));
    water = terminal("water", Optional.of(papers.address()), Optional.of(receipts.address()));
    bare = terminal("bare", Optional.empty(), Optional.empty());
    printers = Printers.of(new Terminals(List.of(hall, water, bare), Map.of()), ours);
  }

  @AfterEach
  void stop() throws Exception {
    printers.close();
    papers.close();
    receipts.close();
  }

  @Test
  void bothPrintersOfATerminalAreToldAndAskedAnewAfterFiveSeconds() {
    assertThat(printers.status(hall).papers().state()).isEqualTo(PrinterState.READY);
    assertThat(printers.status(hall).receipts().state()).isEqualTo(PrinterState.READY);
    receipts.setStatus(4, 0x60);
    papers.setState(com.hp.jipp.model.PrinterState.stopped, "cover-open-error");

    now.updateAndGet(t -> t.plusSeconds(4));
    assertThat(printers.status(water).receipts().state()).isEqualTo(PrinterState.READY);
    now.updateAndGet(t -> t.plusSeconds(2));
    assertThat(printers.status(water).receipts().state()).isEqualTo(PrinterState.PAPER_OUT);
    assertThat(printers.status(hall).papers().state()).isEqualTo(PrinterState.COVER_OPEN);
    assertThat(receipts.connections()).isEqualTo(2);
  }

  @Test
  void aTerminalWithoutPrintersSaysSoAndPrintsNothing() {
    assertThat(printers.status(bare).papers().state()).isEqualTo(PrinterState.NONE);
    assertThat(printers.status(bare).receipts().state()).isEqualTo(PrinterState.NONE);
    assertThat(printers.printPaper(bare, "paper", PDF))
        .isInstanceOfSatisfying(NotPrinted.class, r -> assertThat(r.maybePartly()).isFalse());
    assertThat(printers.printReceipt(bare, Receipts.japanese()).state())
        .isEqualTo(PrinterState.NONE);
  }

  @Test
  void aPaperAndAReceiptComeOutOfTheirPrinters() {
    assertThat(printers.printPaper(hall, "2026-000012", PDF))
        .isEqualTo(new Printed(PrinterState.READY));
    assertThat(printers.printReceipt(hall, Receipts.japanese()))
        .isEqualTo(new Printed(PrinterState.READY));

    assertThat(papers.taken()).hasSize(1);
    assertThat(receipts.receipts()).hasSize(1);
    assertThat(receipts.receipts().getFirst().getWidth()).isEqualTo(576);
  }

  @Test
  void manyAtOnceHaveEachTheirReceipt() throws Exception {
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<PrintResult>> results = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        Terminal terminal = i % 2 == 0 ? hall : water;
        results.add(many.submit(() -> printers.printReceipt(terminal, Receipts.english())));
      }
      for (Future<PrintResult> result : results) {
        assertThat(result.get()).isInstanceOf(Printed.class);
      }
    }
    assertThat(receipts.receipts()).hasSize(6);
    assertThat(receipts.faults()).isEmpty();
  }

  @Test
  void neverAreTwoWithAPrinter() throws Exception {
    AtomicInteger with = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Runnable work =
        () -> {
          most.accumulateAndGet(with.incrementAndGet(), Math::max);
          Thread.yield();
          with.decrementAndGet();
        };
    Desk<Runnable> desk =
        new Desk<>(
            work,
            p -> {
              p.run();
              return Standing.READY;
            },
            clock,
            new Desk.Times(Duration.ofMinutes(1), Duration.ZERO, Duration.ofMinutes(1)));
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        all.add(many.submit(() -> desk.await(desk.standing())));
        all.add(
            many.submit(() ->
                desk.print(p -> {
                  p.run();
                  return new Printed(PrinterState.READY);
                })));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    assertThat(most).hasValue(1);
  }

  @Test
  void manyWhoWantToKnowAskThePrinterOnce() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    papers.setWhenAsked(() -> {
      try {
        go.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Printers.Status>> states = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        states.add(many.submit(() -> printers.status(hall)));
      }
      go.countDown();
      for (Future<Printers.Status> state : states) {
        assertThat(state.get().papers().state()).isEqualTo(PrinterState.READY);
      }
    }
    assertThat(papers.asked()).containsExactly(Operation.getPrinterAttributes);
  }

  @Test
  void whileItPrintsAPrinterIsBusyForWhoeverAsks() throws Exception {
    CountDownLatch printing = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Desk<String> desk =
        new Desk<>(
            "p",
            p -> Standing.READY,
            clock,
            new Desk.Times(Duration.ofMillis(50), Duration.ZERO, Duration.ofMinutes(1)));
    try (ExecutorService one = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<PrintResult> first =
          one.submit(() ->
              desk.print(p -> {
                printing.countDown();
                try {
                  go.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                return new Printed(PrinterState.READY);
              }));
      printing.await();

      assertThat(desk.standing().get().state()).isEqualTo(PrinterState.BUSY);
      PrintResult second = desk.print(p -> new Printed(PrinterState.READY));
      assertThat(second)
          .isInstanceOfSatisfying(NotPrinted.class, r -> assertThat(r.maybePartly()).isFalse());
      go.countDown();
      assertThat(first.get()).isInstanceOf(Printed.class);
      assertThat(desk.standing().get().state()).isEqualTo(PrinterState.READY);
    }
  }

  @Test
  void ofASlowPrinterWhatItSaidLastIsToldForAMinute() throws Exception {
    Semaphore answers = new Semaphore(1);
    Desk<String> desk =
        new Desk<>(
            "p",
            p -> {
              answers.acquireUninterruptibly();
              return Standing.of(PrinterState.PAPER_LOW, "");
            },
            ours,
            new Desk.Times(Duration.ZERO, Duration.ZERO, Duration.ofMillis(50)));
    assertThat(desk.standing().get().state()).isEqualTo(PrinterState.PAPER_LOW);

    assertThat(desk.await(desk.standing()).state()).isEqualTo(PrinterState.PAPER_LOW);
    now.updateAndGet(t -> t.plusSeconds(61));
    assertThat(desk.await(desk.standing()).state()).isEqualTo(PrinterState.BUSY);
    answers.release();
  }

  @Test
  void withoutAFileThereAreNoTerminalsAndABadOneIsTold() throws Exception {
    try (Printers none = Printers.start(Optional.empty(), clock)) {
      assertThat(none.terminals().list()).isEmpty();
    }
    assertThatThrownBy(() -> Printers.start(Optional.of(Path.of("/absent.yaml")), clock))
        .isInstanceOf(TerminalsException.class);
  }

  private static Terminal terminal(String name, Optional<URI> papers, Optional<URI> receipts) {
    return new Terminal(name, "本庁舎", "Town hall", papers, receipts, 80);
  }
}
