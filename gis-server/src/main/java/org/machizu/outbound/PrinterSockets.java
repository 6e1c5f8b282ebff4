package org.machizu.outbound;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Opens lines to printers that are spoken to by TCP (port 9100), those on its list alone. */
public final class PrinterSockets {
  private static final Duration CONNECT_WITHIN = Duration.ofMillis(1500);

  private final Set<String> allowed;

  /**
   * @param allowed addresses as "tcp://192.168.10.22:9100"
   * @throws IllegalArgumentException when one is no such address
   */
  public PrinterSockets(Collection<URI> allowed) {
    this.allowed =
        allowed.stream().map(PrinterSockets::address).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Host and port of an address that may be on the list.
   *
   * @throws IllegalArgumentException when it is no such address
   */
  public static String address(URI printer) {
    boolean isWhole =
        "tcp".equalsIgnoreCase(printer.getScheme())
            && printer.getHost() != null
            && printer.getPort() > 0
            && printer.getUserInfo() == null
            && (printer.getPath() == null || printer.getPath().isEmpty())
            && printer.getQuery() == null
            && printer.getFragment() == null;
    if (!isWhole) {
      throw new IllegalArgumentException(
          "'" + printer + "' is no printer's address; give one as tcp://192.168.10.22:9100");
    }
    return printer.getHost().toLowerCase(Locale.ROOT) + ":" + printer.getPort();
  }

  /**
   * Opens a line.
   *
   * @param within everything on the line, from now on to its last byte
   * @throws OutboundException when the printer is not on the list, or nobody is there
   */
  public PrinterLine open(URI printer, Duration within) throws OutboundException {
    if (!allowed.contains(address(printer))) {
      throw new OutboundException(
          address(printer) + " is not among the printers that may be asked: " + allowed);
    }
    long end = System.nanoTime() + within.toNanos();
    Duration connecting = within.compareTo(CONNECT_WITHIN) < 0 ? within : CONNECT_WITHIN;
    return PrinterLine.connect(resolved(printer, connecting), connecting, end);
  }

  /** A name server that is away may let us wait for long, and cannot be interrupted. */
  private static InetSocketAddress resolved(URI printer, Duration within) throws OutboundException {
    String host = printer.getHost().replaceAll("[\\[\\]]", "");
    FutureTask<InetSocketAddress> work =
        new FutureTask<>(() -> new InetSocketAddress(host, printer.getPort()));
    Thread.ofVirtual().name("printer's name").start(work);
    try {
      InetSocketAddress found = work.get(within.toMillis(), TimeUnit.MILLISECONDS);
      if (!found.isUnresolved()) {
        return found;
      }
      throw OutboundException.noConnection(host, new IOException("its name is not known"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw OutboundException.noConnection(host, e);
    } catch (ExecutionException | TimeoutException e) {
      throw OutboundException.noConnection(host, e);
    }
  }
}
