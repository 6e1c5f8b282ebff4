package org.machizu.sensors.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The network between us and a broker, which can be cut, and can swallow everything silently. */
public final class Relay implements AutoCloseable {
  private final ServerSocket door;
  private final int target;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<ByteArrayOutputStream> said = new CopyOnWriteArrayList<>();
  private volatile boolean closed;
  private boolean stalled;

  public Relay(int target) throws IOException {
    this.target = target;
    door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return door.getLocalPort();
  }

  /** What each client has said, from its first byte. */
  List<byte[]> said() {
    return said.stream().map(ByteArrayOutputStream::toByteArray).toList();
  }

  /** Ends every connection. */
  public void cut() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
    open.clear();
  }

  /** Lets nothing through, and tells nobody, as a dead radio link does. */
  public synchronized void stall(boolean on) {
    stalled = on;
    notifyAll();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    stall(false);
    door.close();
    cut();
  }

  private void accept() {
    while (!closed) {
      try {
        Socket client = door.accept();
        Socket server = new Socket("127.0.0.1", target);
        open.add(client);
        open.add(server);
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        said.add(record);
        Thread.ofVirtual().start(() -> carry(client, server, record));
        Thread.ofVirtual().start(() -> carry(server, client, new ByteArrayOutputStream()));
      } catch (IOException e) {
        // the broker is away, or we are closed
      }
    }
  }

  private void carry(Socket from, Socket to, ByteArrayOutputStream record) {
    byte[] buffer = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        pass();
        record.write(buffer, 0, n);
        out.write(buffer, 0, n);
        out.flush();
      }
    } catch (IOException | InterruptedException e) {
      // cut
    }
  }

  private synchronized void pass() throws InterruptedException {
    while (stalled && !closed) {
      wait();
    }
  }
}
