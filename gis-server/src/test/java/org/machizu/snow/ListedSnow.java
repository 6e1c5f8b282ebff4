package org.machizu.snow;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.machizu.snow.SnowEntry.Measured;

/** The log of snowfalls in a list, answered as the port says. */
final class ListedSnow implements SnowStore, SnowStore.Log {
  private final List<SnowEntry> all = new ArrayList<>();

  @Override
  public Log log() {
    return this;
  }

  private synchronized Stream<SnowEntry> entries() {
    return List.copyOf(all).stream();
  }

  @Override
  public List<SnowEntry> words() {
    return entries().filter(entry -> !(entry.what() instanceof Measured)).toList();
  }

  @Override
  public List<SnowEntry> measurements(long event) {
    return entries()
        .filter(entry -> entry.event() == event && entry.what() instanceof Measured)
        .toList();
  }

  @Override
  public synchronized long last() {
    return all.size();
  }

  @Override
  public List<SnowEntry> history(long event, long before, int limit) {
    return entries()
        .filter(entry -> entry.event() == event && entry.number() < before)
        .toList()
        .reversed()
        .stream()
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized SnowEntry append(Deciding deciding) {
    SnowEntry draft = deciding.decide(this);
    SnowEntry entry =
        new SnowEntry(
            all.size() + 1,
            draft.event(),
            draft.recorded(),
            draft.author(),
            draft.what(),
            draft.reason());
    all.add(entry);
    return entry;
  }
}
