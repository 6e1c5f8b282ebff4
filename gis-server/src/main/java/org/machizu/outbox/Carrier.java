package org.machizu.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.machizu.sensors.notify.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due. Each parcel is held by one server while it is sent, and marked afterwards: of
 * N servers one sends it, once. The one gap is a server that dies between the two: another one
 * sends the parcel again when the lease has ended, under the same Message-ID or key, by which the
 * other side can tell.
 */
final class Carrier implements AutoCloseable {
  /** Longer than any attempt takes. */
  static final Duration LEASE = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);
  private static final Duration LOOKED_EVERY = Duration.ofSeconds(1);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);

  /** So many of one way are under way at once. */
  private static final int AT_ONCE = 8;

  private final OutboxStore store;
  private final Map<Channel.Type, Sender> ways;
  private final Clock clock;
  private final String server;
  private final Duration lease;
  private final Map<Channel.Type, Semaphore> room = new EnumMap<>(Channel.Type.class);
  private final Semaphore wake = new Semaphore(0);
  private final ExecutorService sending = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread looking;
  private volatile boolean stopped;

  /**
   * @param ways those that there are
   * @param server unguessable, of this start of the server
   */
  Carrier(
      OutboxStore store,
      Map<Channel.Type, Sender> ways,
      Clock clock,
      String server,
      Duration lease) {
    this.store = store;
    this.ways = Map.copyOf(ways);
    this.clock = clock;
    this.server = server;
    this.lease = lease;
    ways.keySet().forEach(type -> room.put(type, new Semaphore(AT_ONCE)));
    this.looking = Thread.ofPlatform().name("outbox").daemon().unstarted(this::look);
  }

  void start() {
    looking.start();
  }

  /** There is something new. */
  void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  private void look() {
    while (!stopped) {
      try {
        while (!stopped && beginOne()) {
          // One after the other, as long as something is due and there is room.
        }
      } catch (RuntimeException e) {
        LOG.warn("messages that are due cannot be read for now", e);
      }
      try {
        boolean unused = wake.tryAcquire(LOOKED_EVERY.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private boolean beginOne() {
    Set<Channel.Type> free = EnumSet.noneOf(Channel.Type.class);
    room.forEach((type, places) -> {
      if (places.availablePermits() > 0) {
        free.add(type);
      }
    });
    Optional<Parcel> parcel = store.claim(server, free, lease, clock.instant());
    parcel.ifPresent(taken -> {
      Semaphore place = Objects.requireNonNull(room.get(taken.channel().type()));
      place.acquireUninterruptibly(); // only this thread takes places
      sending.execute(() -> {
        try {
          carry(taken);
        } finally {
          place.release();
          wake();
        }
      });
    });
    return parcel.isPresent();
  }

  /**
   * Sends all that is due, one after the other, on this thread.
   *
   * @return how many parcels were tried
   */
  int carryDue() {
    int tried = 0;
    Optional<Parcel> parcel;
    while ((parcel = store.claim(server, ways.keySet(), lease, clock.instant())).isPresent()) {
      carry(parcel.get());
      tried++;
    }
    return tried;
  }

  private void carry(Parcel parcel) {
    try {
      send(parcel);
    } catch (RuntimeException e) {
      // What became of it could not be written down; when the lease has ended it is sent again.
      LOG.error("parcel {} to {} is left as it is", parcel.batch(), parcel.channel().type(), e);
    }
  }

  private void send(Parcel parcel) {
    Sender way = ways.get(parcel.channel().type());
    try {
      if (way == null) {
        throw NotSentException.later(
            "this server sends nothing by " + parcel.channel().type(), null);
      }
      way.send(parcel);
    } catch (NotSentException e) {
      failed(parcel, e);
      return;
    } catch (RuntimeException e) {
      LOG.error("sending parcel {} ended with an error of ours", parcel.batch(), e);
      failed(parcel, NotSentException.inDoubt("an error of the server: " + e, e));
      return;
    }
    if (!store.sent(server, parcel.batch(), clock.instant())) {
      LOG.warn(
          "parcel {} went out, but took longer than its lease; it may go out twice",
          parcel.batch());
    }
  }

  private void failed(Parcel parcel, NotSentException e) {
    Instant now = clock.instant();
    Optional<Instant> again = e.isUseless() ? Optional.empty() : Retry.after(parcel, now);
    if (again.isEmpty()) {
      LOG.warn("a message to {} is given up: {}", parcel.first().recipient(), e.getMessage());
    } else {
      LOG.info(
          "a message to {} is tried again at {}: {}",
          parcel.first().recipient(),
          again.get(),
          e.getMessage());
    }
    boolean unused =
        store.failed(
            server,
            parcel.batch(),
            String.valueOf(e.getMessage()),
            e.mayHaveArrived(),
            again.orElse(null));
  }

  @Override
  public void close() {
    stopped = true;
    wake();
    try {
      looking.join(ENDS_WITHIN);
      sending.shutdown();
      if (!sending.awaitTermination(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        sending.shutdownNow();
      }
    } catch (InterruptedException e) {
      sending.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
