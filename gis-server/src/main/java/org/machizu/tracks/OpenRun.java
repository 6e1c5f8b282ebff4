package org.machizu.tracks;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.machizu.ingest.gps.Position;
import org.machizu.tracks.MatchStore.Run;
import org.machizu.tracks.MatchStore.Verdict;

/** A run that may go on: what of it is final is written once, its end each time anew. */
final class OpenRun {
  private final Device device;
  private final TownRoads.State roads;
  private final Instant begin;
  private final RunChain chain;
  private RunChain.Out fresh = new RunChain.Out();
  private int passesKept;
  private int lostKept;
  private Instant verdictsFrom;
  private Instant last;
  private long positions;

  /**
   * @param first its first position, which is still to be {@link #add added}
   */
  OpenRun(Device device, TownRoads.State roads, Position first) {
    this.device = device;
    this.roads = roads;
    this.begin = first.time();
    this.last = begin;
    this.verdictsFrom = begin;
    this.chain = new RunChain(device, roads, begin);
  }

  Instant begin() {
    return begin;
  }

  /** The time of its last position. */
  Instant last() {
    return last;
  }

  /** Whether it may go on as it began: the roads and what is known of the vehicle are the same. */
  boolean fits(Device now, TownRoads.State roadsNow) {
    return roads.revision().equals(roadsNow.revision())
        && device.work() == now.work()
        && Objects.equals(device.widthM(), now.widthM());
  }

  /** Whether a position belongs to it, and not to another that begins with it. */
  boolean takes(Position position) {
    return !position.time().isAfter(last.plus(MatchStore.GAP)) && day(position.time()) == day(last);
  }

  private static long day(Instant time) {
    return time.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
  }

  void add(Position position) {
    chain.add(position, fresh);
    last = position.time();
    positions++;
  }

  /** What is to be written now. */
  Run result() {
    RunChain.Out end = new RunChain.Out();
    chain.copy().finish(end);
    return new Run(
        device.name(),
        begin,
        last,
        positions,
        roads.revision().number(),
        passesKept,
        joined(fresh.passes, end.passes),
        lostKept,
        joined(fresh.lost, end.lost),
        verdictsFrom,
        joined(fresh.verdicts, end.verdicts));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** The result was written. */
  void saved() {
    passesKept += fresh.passes.size();
    lostKept += fresh.lost.size();
    verdictsFrom = chain.judged();
    RunChain.Out next = new RunChain.Out();
    // Of one time some may be final and others not: what stands at that time is written anew.
    for (Verdict verdict : fresh.verdicts) {
      if (!verdict.time().isBefore(verdictsFrom)) {
        next.verdicts.add(verdict);
      }
    }
    fresh = next;
  }
}
