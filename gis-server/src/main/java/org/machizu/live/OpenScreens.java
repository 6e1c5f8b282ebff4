package org.machizu.live;

import io.javalin.http.sse.SseClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.http.Json;

/**
 * The open event streams. Each has a bounded queue and a thread of its own, so that one slow screen
 * never holds up the others; one whose queue is full is closed, and its page connects again.
 */
public final class OpenScreens implements AutoCloseable {
  static final int MAX_SCREENS = 10_000;
  private static final int MAX_WAITING_EVENTS = 256;
  private static final long HEARTBEAT_SECONDS = 15;

  private final Set<Screen> screens = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** An event on its way: its name and its data. */
  public record Event(String name, Object data) {}

  /**
   * @param isStillTheSame whether the caller is still signed in with the same roles
   */
  private record Screen(
      SseClient client,
      Actor actor,
      BooleanSupplier isStillTheSame,
      BlockingQueue<Event> waiting,
      Thread sender) {}

  private final int mostPerClient;
  private final Map<Object, Integer> byClient = new ConcurrentHashMap<>();

  /**
   * @param mostPerClient streams of one client at once; 0 for no bound
   */
  public OpenScreens(int mostPerClient) {
    this.mostPerClient = mostPerClient;
  }

  /** Whether one more screen may open. */
  boolean hasRoom() {
    return !closed && screens.size() < MAX_SCREENS;
  }

  /** Whether this client may have one more. */
  boolean hasRoomFor(Object client) {
    return mostPerClient == 0 || byClient.getOrDefault(client, 0) < mostPerClient;
  }

  /**
   * Takes a new stream; it stays open until the page goes away or the server stops.
   *
   * @param of the client that it counts for
   * @param isStillTheSame asked before each event: a stream does not outlive the session, the token
   *     or the roles that it began with
   */
  void open(SseClient client, Object of, Actor actor, BooleanSupplier isStillTheSame) {
    BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(MAX_WAITING_EVENTS);
    Thread sender = Thread.ofVirtual().name("screen").unstarted(() -> send(client, waiting));
    Screen screen = new Screen(client, actor, isStillTheSame, waiting, sender);
    byClient.merge(of, 1, Integer::sum);
    screens.add(screen);
    client.onClose(() -> {
      if (screens.remove(screen)) {
        byClient.computeIfPresent(of, (key, count) -> count > 1 ? count - 1 : null);
      }
      sender.interrupt();
    });
    client.keepAlive();
    sender.start();
    if (closed) {
      client.close();
    }
  }

  /** How many screens are open. */
  public int count() {
    return screens.size();
  }

  /**
   * Tells every screen.
   *
   * @param eventFor what an actor is told; null for nothing
   */
  public void tell(Function<Actor, @Nullable Event> eventFor) {
    for (Screen screen : screens) {
      Event event = eventFor.apply(screen.actor());
      if (event == null) {
        continue;
      }
      if (!screen.isStillTheSame().getAsBoolean() || !screen.waiting().offer(event)) {
        screen.client().close(); // its page opens another, as whoever it is by now
      }
    }
  }

  private static void send(SseClient client, BlockingQueue<Event> waiting) {
    try {
      client.sendComment("open");
      while (!client.terminated()) {
        Event event = waiting.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
          client.sendComment("still here");
        } else {
          client.sendEvent(
              event.name(), new String(Json.bytes(event.data()), StandardCharsets.UTF_8));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the screen was closed
    }
  }

  /** Closes every stream, so that the server need not wait for them. */
  @Override
  public void close() {
    closed = true;
    screens.forEach(screen -> screen.client().close());
  }
}
