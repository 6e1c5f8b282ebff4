package org.machizu.outbound;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * An open line to a printer. Nothing on it takes longer than the line may live: neither a printer
 * that takes no more bytes (as when its paper is out) nor one that says nothing holds anybody. Not
 * safe for many threads.
 */
public final class PrinterLine implements AutoCloseable {
  private static final int MOST_SENT = 8 << 20;
  private static final int MOST_READ = 4096;

  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final String name;
  private final long end;
  private final ByteBuffer in = ByteBuffer.allocate(256).flip();
  private long sent;
  private long read;

  private PrinterLine(SocketChannel channel, Selector selector, String name, long end)
      throws IOException {
    this.channel = channel;
    this.selector = selector;
    this.key = channel.register(selector, 0);
    this.name = name;
    this.end = end;
  }

  /**
   * @param within to connect
   * @param end of the line's life, by {@link System#nanoTime}
   */
  static PrinterLine connect(InetSocketAddress address, Duration within, long end)
      throws OutboundException {
    String name = address.getHostString() + ":" + address.getPort();
    try {
      return opened(address, name, within, end);
    } catch (IOException e) {
      throw OutboundException.noConnection(name, e);
    }
  }

  private static PrinterLine opened(SocketAddress address, String name, Duration within, long end)
      throws IOException, OutboundException {
    SocketChannel channel = SocketChannel.open();
    Selector selector = Selector.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      PrinterLine line = new PrinterLine(channel, selector, name, end);
      if (!channel.connect(address)) {
        long until = Math.min(end, System.nanoTime() + within.toNanos());
        if (!line.isReady(SelectionKey.OP_CONNECT, until)) {
          throw OutboundException.noConnection(name, null);
        }
        channel.finishConnect();
      }
      return line;
    } catch (IOException | RuntimeException | OutboundException e) {
      channel.close();
      selector.close();
      throw e;
    }
  }

  /**
   * Sends all of these bytes; when it fails, {@link #sentBytes} says how many of them have left.
   *
   * @throws OutboundException when the printer hangs up, or takes them too slowly or not at all
   */
  public void send(byte[] bytes) throws OutboundException {
    if (sent + bytes.length > MOST_SENT) {
      throw new OutboundException(name + " may be sent " + MOST_SENT + " bytes, and no more");
    }
    ByteBuffer out = ByteBuffer.wrap(bytes);
    try {
      while (out.hasRemaining()) {
        int written = channel.write(out);
        sent += written;
        if (written == 0 && !isReady(SelectionKey.OP_WRITE, end)) {
          throw new OutboundException(
              "%s has stopped taking what is sent, after %d bytes".formatted(name, sent));
        }
      }
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /**
   * The next byte that the printer sends, 0 to 255.
   *
   * @return empty when none comes in that time, or before the line's end
   * @throws OutboundException when the printer hangs up, or sends much more than a printer has to
   *     say
   */
  public OptionalInt read(Duration within) throws OutboundException {
    long until = Math.min(end, System.nanoTime() + within.toNanos());
    try {
      while (!in.hasRemaining()) {
        in.clear();
        int got = channel.read(in);
        in.flip();
        if (got < 0) {
          throw new OutboundException(name + " has hung up");
        }
        if (got == 0 && !isReady(SelectionKey.OP_READ, until)) {
          return OptionalInt.empty();
        }
      }
    } catch (IOException e) {
      throw broken(e);
    }
    if (++read > MOST_READ) {
      throw new OutboundException(name + " sends without end");
    }
    return OptionalInt.of(in.get() & 0xff);
  }

  /** How many bytes have left this machine. */
  public long sentBytes() {
    return sent;
  }

  /** Whether the line's time is over. */
  public boolean isOver() {
    return System.nanoTime() - end >= 0;
  }

  private boolean isReady(int what, long until) throws IOException, OutboundException {
    key.interestOps(what);
    while (true) {
      long left = (until - System.nanoTime() + 999_999) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      selector.selectedKeys().clear();
      if (selector.select(left) > 0) {
        return true;
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new OutboundException("speaking with " + name + " was given up");
      }
    }
  }

  private OutboundException broken(IOException e) {
    return new OutboundException("the line to " + name + " broke: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      selector.close();
      channel.close();
    } catch (IOException e) {
      return; // nothing is left that could be done, and the printer notices by itself
    }
  }
}
