package org.machizu.printing;

import com.hp.jipp.encoding.IppInputStream;
import com.hp.jipp.encoding.IppOutputStream;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.encoding.Tag;
import com.hp.jipp.model.JobState;
import com.hp.jipp.model.Operation;
import com.hp.jipp.model.PrinterState;
import com.hp.jipp.model.Status;
import com.hp.jipp.model.Types;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/** A printer of papers that listens on a port and keeps what it is sent. */
public final class IppSink implements AutoCloseable {
  /** A paper that it took. */
  public record Taken(IppPacket question, byte[] pdf) {}

  private final HttpServer server;
  private final List<Taken> taken = new ArrayList<>();
  private final List<Operation> asked = new ArrayList<>();
  private volatile PrinterState state = PrinterState.idle;
  private volatile List<String> reasons = List.of("none");
  private volatile List<String> formats = List.of("application/octet-stream", "application/pdf");
  private volatile List<String> ready = List.of("iso_a4_210x297mm");
  private volatile JobState job = JobState.completed;
  private volatile Status printAnswer = Status.successfulOk;
  private volatile boolean cancels = true;
  private volatile int sheets;
  private volatile int httpStatus = 200;
  private volatile boolean garbage;
  private volatile boolean hangsUp;
  private volatile Runnable whenAsked = () -> {};

  public IppSink() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/ipp/print", this::answer);
    server.start();
  }

  public URI address() {
    return URI.create("ipp://127.0.0.1:" + server.getAddress().getPort() + "/ipp/print");
  }

  public void setState(PrinterState now, String... why) {
    state = now;
    reasons = List.of(why);
  }

  void setFormats(String... all) {
    formats = List.of(all);
  }

  void setReady(String... all) {
    ready = List.of(all);
  }

  /** Where its jobs stand when they are looked at. */
  void setJob(JobState now, int sheetsOut) {
    job = now;
    sheets = sheetsOut;
  }

  void setPrintAnswer(Status status) {
    printAnswer = status;
  }

  void setHttpStatus(int status) {
    httpStatus = status;
  }

  void answerGarbage() {
    garbage = true;
  }

  /** It hangs up when a paper has arrived. */
  void hangUp() {
    hangsUp = true;
  }

  void refuseToCancel() {
    cancels = false;
  }

  void setWhenAsked(Runnable whenAsked) {
    this.whenAsked = whenAsked;
  }

  public synchronized List<Taken> taken() {
    return List.copyOf(taken);
  }

  synchronized List<Operation> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange;
        IppInputStream in = new IppInputStream(exchange.getRequestBody())) {
      whenAsked.run();
      IppPacket question = in.readPacket();
      byte[] document = in.readAllBytes();
      synchronized (this) {
        asked.add(question.getOperation());
        boolean isTaken = printAnswer == Status.successfulOk && httpStatus == 200;
        if (question.getOperation() == Operation.printJob && isTaken) {
          taken.add(new Taken(question, document));
          if (hangsUp) {
            return;
          }
        }
      }
      send(exchange, question);
    }
  }

  private void send(HttpExchange exchange, IppPacket question) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (garbage) {
      bytes.writeBytes(new byte[] {2, 0, 0, 0, 0, 0, 0, 1, 1, 0x47, 0x7f, 0x7f, 3});
    } else {
      try (IppOutputStream out = new IppOutputStream(bytes)) {
        out.write(reply(question).setRequestId(question.getRequestId()).build());
      }
    }
    exchange.getResponseHeaders().set("Content-Type", "application/ipp");
    exchange.sendResponseHeaders(httpStatus, bytes.size());
    exchange.getResponseBody().write(bytes.toByteArray());
  }

  private IppPacket.Builder reply(IppPacket question) {
    Operation operation = question.getOperation();
    if (operation == Operation.getPrinterAttributes) {
      return IppPacket.response(Status.successfulOk)
          .putPrinterAttributes(
              Types.printerState.of(state),
              Types.printerStateReasons.of(reasons),
              Types.printerIsAcceptingJobs.of(true),
              Types.documentFormatSupported.of(formats),
              Types.printScalingSupported.of(List.of("auto", "none")))
          .putAttributes(Tag.printerAttributes, media());
    } else if (operation == Operation.printJob && printAnswer != Status.successfulOk) {
      return IppPacket.response(printAnswer);
    } else if (operation == Operation.cancelJob) {
      if (cancels) {
        job = JobState.canceled;
      }
      return IppPacket.response(cancels ? Status.successfulOk : Status.clientErrorNotPossible);
    } else if (operation == Operation.printJob || operation == Operation.getJobAttributes) {
      return IppPacket.jobResponse(
              Status.successfulOk, 7, URI.create(address() + "/7"), job, List.of("none"))
          .putJobAttributes(Types.jobMediaSheetsCompleted.of(sheets));
    }
    return IppPacket.response(Status.serverErrorOperationNotSupported);
  }

  private com.hp.jipp.encoding.Attribute<?> media() {
    return Types.mediaReady.of(
        ready.getFirst(), ready.subList(1, ready.size()).toArray(new String[0]));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
