package org.machizu.sensors.mqtt;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** An intake that keeps everything in memory, and can be away for a while. */
final class Kept implements Intake {
  private final List<MqttMessage> messages = new ArrayList<>();
  private boolean away;
  private boolean broken;
  private int refused;

  @Override
  public synchronized void take(List<MqttMessage> batch) throws NotNow {
    if (broken) {
      throw new IllegalStateException("a mistake");
    }
    if (away) {
      refused++;
      notifyAll();
      throw new NotNow("the store is away");
    }
    messages.addAll(batch);
    notifyAll();
  }

  synchronized void away(boolean is) {
    away = is;
  }

  synchronized void broken(boolean is) {
    broken = is;
  }

  synchronized int refused() {
    return refused;
  }

  synchronized List<MqttMessage> all() {
    return List.copyOf(messages);
  }

  /** The texts, each once, in the order in which they came first. */
  synchronized List<String> texts() {
    LinkedHashSet<String> once = new LinkedHashSet<>();
    messages.forEach(message -> once.add(message.text()));
    return List.copyOf(once);
  }

  /** Waits, patiently. */
  synchronized void await(String what, Predicate<Kept> holds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (!holds.test(this)) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "waited in vain for " + what + "; there are " + texts().size() + " different messages");
      }
      wait(100);
    }
  }
}
