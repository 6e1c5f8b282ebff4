package org.machizu.handover;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes work for a held data folder over a Unix domain socket. */
public final class HandoverServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HandoverServer.class);
  private static final String SOCKET = "machizu.sock";

  /** Longest name of a socket that Linux (108) and macOS (104) take, with something to spare. */
  private static final int MAX_SOCKET_NAME_BYTES = 100;

  private static final int MAX_AT_ONCE = 8;
  private static final long STOP_SECONDS = 10;

  private final FolderLock folder;
  private final FolderWork work;
  private final ServerSocketChannel listener;
  private final Path socket;
  private final UserPrincipal account;
  private final Semaphore places = new Semaphore(MAX_AT_ONCE);
  private final Set<HandoverConnection> connections = ConcurrentHashMap.newKeySet();

  private HandoverServer(
      FolderLock folder, FolderWork work, ServerSocketChannel listener, Path socket)
      throws IOException {
    this.folder = folder;
    this.work = work;
    this.listener = listener;
    this.socket = socket;
    this.account = Files.getOwner(socket);
  }

  /** Opens the socket and begins to take work. */
  public static HandoverServer open(FolderLock folder, FolderWork work) throws IOException {
    Path socket = socketFor(folder.folder());
    Files.deleteIfExists(socket); // left by a process that died; we hold the folder
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    boolean open = false;
    try {
      listener.bind(UnixDomainSocketAddress.of(socket));
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
      HandoverServer server = new HandoverServer(folder, work, listener, socket);
      Thread.ofVirtual().name("handover").start(server::accept);
      folder.tell(socket);
      open = true;
      return server;
    } finally {
      if (!open) {
        listener.close();
      }
    }
  }

  /** In the folder itself; in a private temporary folder when that has too long a name. */
  private static Path socketFor(Path folder) throws IOException {
    Path beside = folder.resolve(SOCKET);
    boolean fits =
        beside.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_SOCKET_NAME_BYTES;
    return fits ? beside : Files.createTempDirectory("machizu-").resolve(SOCKET);
  }

  private void accept() {
    while (listener.isOpen()) {
      try {
        take(listener.accept());
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        LOG.warn("a local connection failed: {}", e.toString());
      }
    }
  }

  private void take(SocketChannel channel) throws IOException {
    if (!isAllowed(channel)) {
      LOG.warn("a local connection of another account was refused");
      channel.close();
      return;
    }
    HandoverConnection connection = new HandoverConnection(channel, work);
    Thread.ofVirtual().name("handover-work").start(() -> serve(connection));
  }

  private void serve(HandoverConnection connection) {
    if (!places.tryAcquire()) {
      connection.refuseBusy(MAX_AT_ONCE);
      return;
    }
    connections.add(connection);
    try {
      connection.serve();
    } finally {
      connections.remove(connection);
      places.release();
    }
  }

  /**
   * The rights of the socket's file say the same, but between making the file and setting its
   * rights there is a moment.
   */
  private boolean isAllowed(SocketChannel channel) throws IOException {
    if (!channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
      return true;
    }
    UserPrincipal peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
    return peer.equals(account) || peer.getName().equals("root");
  }

  /** Takes no more work, and stops what is under way; returns when that has left. */
  @Override
  public void close() throws IOException {
    listener.close();
    connections.forEach(HandoverConnection::stop);
    try {
      if (!places.tryAcquire(MAX_AT_ONCE, STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("{} local connections do not end by themselves; hanging up", connections.size());
        connections.forEach(HandoverConnection::hangUp);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    folder.tell(null);
    Files.deleteIfExists(socket);
    Path home = socket.getParent();
    if (home != null && !home.equals(folder.folder())) {
      Files.deleteIfExists(home);
    }
  }
}
