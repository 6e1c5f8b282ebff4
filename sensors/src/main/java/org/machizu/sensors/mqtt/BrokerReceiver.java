package org.machizu.sensors.mqtt;

import java.time.Clock;
import java.util.List;

/**
 * Listens to a broker, through one connection or several, until it is closed: connects again when a
 * connection is lost, and brings every message to the intake.
 */
public final class BrokerReceiver implements AutoCloseable {
  private final List<Line> lines;

  private BrokerReceiver(List<Line> lines) {
    this.lines = lines;
  }

  /** Starts to listen; does not wait for the broker, which may be away. */
  public static BrokerReceiver start(BrokerSettings settings, Intake intake) {
    return start(settings, intake, Clock.systemUTC());
  }

  /**
   * @param clock for what stands in messages and states
   */
  public static BrokerReceiver start(BrokerSettings settings, Intake intake, Clock clock) {
    List<Line> lines =
        settings.session().clientIds().stream()
            .map(id -> new Line(settings, id, intake, clock))
            .toList();
    lines.forEach(Line::start);
    return new BrokerReceiver(lines);
  }

  /** One for each connection. */
  public List<LineState> states() {
    return lines.stream().map(Line::state).toList();
  }

  /**
   * Stops. What has come and can be kept is kept and acknowledged; the rest comes again at the next
   * start. Takes up to 45 seconds when the store does not answer.
   */
  @Override
  public void close() {
    List<Thread> ends = lines.stream().map(line -> Thread.ofVirtual().start(line::close)).toList();
    try {
      for (Thread end : ends) {
        end.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
