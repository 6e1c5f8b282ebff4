package org.machizu.printing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A printer of receipts that listens on a port: answers questions at once as a real one does, keeps
 * what it is sent in a queue, and prints from it as long as it has paper. Written from Epson's
 * command reference, apart from the code that it tests.
 */
public final class ReceiptSink implements AutoCloseable {
  /** What can be the matter with it. */
  public enum Trouble {
    NONE,
    /** It says nothing at all. */
    SILENT,
    /** It answers questions with something else. */
    GARBAGE,
    /** It sends without end. */
    FLOOD,
    /** It hangs up when it has got {@link #troubleAfterBytes}. */
    HANGS_UP,
    /** It stops reading when it has got so many. */
    HANGS,
    /** Its paper ends when it has got so many. */
    PAPER_ENDS,
    /** It answers questions only when what was sent before is printed, and that never comes. */
    NEVER_DONE
  }

  private final ServerSocket server;
  private final Thread thread;
  private final CountDownLatch end = new CountDownLatch(1);
  private final ReceiptPaper paper = new ReceiptPaper();
  private final List<Byte> queue = new ArrayList<>();

  /** Answers to DLE EOT 1 to 4: all is well. */
  private final int[] status = {0x12, 0x12, 0x12, 0x12};

  private volatile Trouble trouble = Trouble.NONE;
  private volatile int troubleAfterBytes;
  private int bytes;
  private int connections;
  private boolean forgets = true;

  public ReceiptSink() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    thread = Thread.ofPlatform().daemon().name("receipt sink").start(this::serve);
  }

  public URI address() {
    return URI.create("tcp://127.0.0.1:" + server.getLocalPort());
  }

  public synchronized void setStatus(int question, int bits) {
    status[question - 1] = 0x12 | bits;
  }

  public void setTrouble(Trouble trouble, int afterBytes) {
    this.troubleAfterBytes = afterBytes;
    this.trouble = trouble;
  }

  /** It does not know the order to forget what it holds. */
  synchronized void refuseToForget() {
    forgets = false;
  }

  /** Somebody brings paper: it goes on with what it still has. */
  public synchronized void refill() {
    trouble = Trouble.NONE;
    setStatus(4, 0);
    setStatus(2, 0);
    work(null);
  }

  /** What has come out, cut by cut. */
  public synchronized List<BufferedImage> receipts() {
    return paper.receipts();
  }

  /** Commands that it does not know. */
  public synchronized List<String> faults() {
    return paper.faults();
  }

  synchronized int connections() {
    return connections;
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> talk(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void talk(Socket socket) {
    synchronized (this) {
      connections++;
    }
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      int beforeLast = -1;
      int last = -1;
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (!take(b, beforeLast, last, out)) {
          return;
        }
        beforeLast = last;
        last = b;
      }
    } catch (IOException e) {
      // The other side has hung up, as it may.
    }
  }

  /** False when it hangs up. */
  private boolean take(int b, int beforeLast, int last, OutputStream out) throws IOException {
    if (trouble == Trouble.HANGS && bytes >= troubleAfterBytes) {
      await();
      return false;
    }
    synchronized (this) {
      bytes++;
      if (trouble == Trouble.HANGS_UP && bytes > troubleAfterBytes) {
        return false;
      }
      if (trouble == Trouble.PAPER_ENDS && bytes > troubleAfterBytes) {
        status[1] |= 0x20;
        status[3] |= 0x60;
      }
      queue.add((byte) b);
      if (beforeLast == 0x10 && last == 4) {
        answer(b, out);
      }
      if (forgets && ReceiptPaper.endsWithForget(queue)) {
        queue.clear();
        paper.forget();
        out.write(new byte[] {0x37, 0x25, 0}); // it has forgotten
        return true;
      }
      work(out);
      return true;
    }
  }

  private void answer(int question, OutputStream out) throws IOException {
    switch (trouble) {
      case SILENT -> {}
      case NEVER_DONE -> {
        if (bytes < 100) { // before the receipt
          out.write(status[question - 1]);
        }
      }
      case GARBAGE -> out.write("HTTP/1.0 400\r\n".getBytes(US_ASCII));
      case FLOOD -> out.write(new byte[8192]);
      default -> out.write(status[question - 1]);
    }
    out.flush();
  }

  private void work(OutputStream out) {
    boolean hasPaper = (status[3] & 0x60) == 0 && (status[1] & 0x24) == 0;
    if (!hasPaper || trouble == Trouble.NEVER_DONE) {
      return;
    }
    int used = paper.print(queue, out);
    queue.subList(0, used).clear();
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws Exception {
    end.countDown();
    server.close();
    thread.join();
  }
}
