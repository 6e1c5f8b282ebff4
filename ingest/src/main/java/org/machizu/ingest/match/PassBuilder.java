package org.machizu.ingest.match;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.network.Segment;

/** Makes passes from the decided way, piece by piece. One thread. */
final class PassBuilder {
  /** Fixes that lie farther from the road on average may as well be beside it. */
  private static final double NEAR_M = 20;

  /** Links between roads that run side by side are not longer. */
  private static final double LINK_M = 25;

  private static final double NOT_WEIGHED = -1;

  private final MatchNetwork network;
  private boolean open;
  private int segment;
  private double fromM;
  private double toM;
  private double enteredMs;
  private double lastMs;
  private int fixes;
  private int placed;
  private double sumDistanceM;
  private double longestGapMs;
  private double margin;
  private double directionMargin;
  private int rival = -1;
  private double rivalDistanceM;

  /** Whether the rival is a road right beside. */
  private boolean rivalIsBeside;

  /** The pass before, held back until it is known what it led to. */
  private @Nullable Pass held;

  private boolean heldIsOpenToBeside;

  PassBuilder(MatchNetwork network) {
    this.network = network;
  }

  PassBuilder(PassBuilder other) {
    network = other.network;
    open = other.open;
    segment = other.segment;
    fromM = other.fromM;
    toM = other.toM;
    enteredMs = other.enteredMs;
    lastMs = other.lastMs;
    fixes = other.fixes;
    placed = other.placed;
    sumDistanceM = other.sumDistanceM;
    longestGapMs = other.longestGapMs;
    margin = other.margin;
    directionMargin = other.directionMargin;
    rival = other.rival;
    rivalDistanceM = other.rivalDistanceM;
    rivalIsBeside = other.rivalIsBeside;
    held = other.held;
    heldIsOpenToBeside = other.heldIsOpenToBeside;
  }

  boolean isOpen() {
    return open;
  }

  /** The vehicle is on a segment from now on. */
  void enter(int entered, double atM, double ms) {
    open = true;
    segment = entered;
    fromM = atM;
    toM = atM;
    enteredMs = ms;
    lastMs = ms;
    fixes = 0;
    placed = 0;
    sumDistanceM = 0;
    longestGapMs = 0;
    margin = NOT_WEIGHED;
    directionMargin = NOT_WEIGHED;
    rival = -1;
    rivalDistanceM = 0;
    rivalIsBeside = false;
  }

  /** It has come up to a place of the segment, if it was not beyond it before. */
  void advance(double atM, double ms) {
    toM = Math.max(toM, atM);
    lastMs = Math.max(lastMs, ms);
  }

  /** Fixes fell on the segment. */
  void seen(int count, double distanceM) {
    fixes += count;
    placed++;
    sumDistanceM += distanceM;
  }

  /** While it was there, nothing was told for a time. */
  void silent(double ms) {
    longestGapMs = Math.max(longestGapMs, ms);
  }

  /** How much worse the best explanation is that has it elsewhere meanwhile. */
  void weighed(
      double found, double foundDirection, int other, double otherDistanceM, boolean runsBeside) {
    if (found > margin) {
      margin = found;
      rival = other;
      rivalDistanceM = otherDistanceM;
      rivalIsBeside = runsBeside;
    }
    directionMargin = Math.max(directionMargin, foundDirection);
  }

  /** It cannot be surer than that, since another way leads to the same place. */
  void atMost(double most) {
    if (most < margin) {
      margin = Math.max(most, 0);
      rival = -1;
      rivalDistanceM = 0;
    }
    directionMargin = Math.min(directionMargin, Math.max(most, 0));
  }

  /** It has left the segment; the pass before may be told now. */
  void leave(double ms, List<Found> found) {
    open = false;
    lastMs = Math.max(lastMs, ms);
    if (fixes == 0 && !(toM > fromM)) {
      return;
    }
    Pass pass = pass();
    boolean openToBeside = rivalIsBeside && !pass.roadCertain();
    Pass before = held;
    if (before != null) {
      found.add(openToBeside ? asLinkTo(before, pass) : before);
      pass = heldIsOpenToBeside ? asLinkTo(pass, before) : pass;
    }
    held = pass;
    heldIsOpenToBeside = openToBeside;
  }

  /** Nothing follows. */
  void end(List<Found> found) {
    if (held != null) {
      found.add(held);
    }
    held = null;
    heldIsOpenToBeside = false;
  }

  /** A short link is no surer than the road to which it leads, when that may be the one beside. */
  private static Pass asLinkTo(Pass link, Pass road) {
    return link.segment().lengthM() <= LINK_M && road.confidence() < link.confidence()
        ? new Pass(
            link.segment(),
            link.fromM(),
            link.toM(),
            link.entered(),
            link.left(),
            road.confidence(),
            false,
            false,
            link.evidence())
        : link;
  }

  private Pass pass() {
    double meanM = placed == 0 ? 0 : sumDistanceM / placed;
    double confidence = confidence(directionMargin);
    boolean near = meanM <= NEAR_M;
    @Nullable Segment other = rival < 0 ? null : network.segment(rival);
    return new Pass(
        network.segment(segment),
        fromM,
        Math.min(toM, network.lengthM(segment)),
        Instant.ofEpochMilli(Math.round(enteredMs)),
        Instant.ofEpochMilli(Math.round(lastMs)),
        confidence,
        near && confidence >= Pass.CERTAIN_CONFIDENCE,
        near && confidence(margin) >= Pass.CERTAIN_CONFIDENCE,
        new Evidence(fixes, meanM, longestGapMs / 1000, other, rivalDistanceM));
  }

  private static double confidence(double margin) {
    return 1 / (1 + Math.exp(-Math.max(margin, 0)));
  }
}
