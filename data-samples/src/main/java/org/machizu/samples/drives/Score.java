package org.machizu.samples.drives;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.machizu.geo.network.Segment;
import org.machizu.ingest.gps.Position;

/**
 * How far claims about drives are right; counts may be added up over drives.
 *
 * <p>A road counts as driven when at least {@value #SHARE} of one of its segments was, and as
 * claimed when certain claims cover as much. "Cannot tell" is neither right nor wrong for the
 * precision, and a miss for the recall. What was driven for the most part while the tracker told
 * nothing for half a minute or more, and never else, is left out of the recall: nobody saw it. The
 * direction of a certain claim is right when the truth has the same directed segment at that time,
 * give or take {@value #SLACK_S} s.
 *
 * @param driven roads driven and seen
 * @param drivenRight those of them that were claimed
 * @param claimed roads claimed
 * @param claimedRight those of them that were driven
 * @param passes certain claims that cover at least {@value #SHARE} of a segment that was driven in
 *     any direction
 * @param passesRight those with the right direction
 * @param untold claims that say "cannot tell"
 */
public record Score(
    int driven,
    int drivenRight,
    int claimed,
    int claimedRight,
    int passes,
    int passesRight,
    int untold) {
  /** The share of a segment that makes it driven. */
  public static final double SHARE = 0.6;

  /** How far the times of a claim may be off. */
  public static final int SLACK_S = 20;

  private static final Duration SILENCE = Duration.ofSeconds(29);
  private static final Duration SLACK = Duration.ofSeconds(SLACK_S);

  /** Nothing yet. */
  public static final Score NONE = new Score(0, 0, 0, 0, 0, 0, 0);

  /** Compares claims about one drive with the truth. */
  public static Score of(Drive drive, Collection<Position> fixes, Collection<Claim> claims) {
    Set<Integer> driven = new HashSet<>();
    Set<Integer> seen = new HashSet<>();
    List<Instant[]> silences = silences(fixes);
    for (Traversal traversal : drive.traversals()) {
      if (traversal.share() >= SHARE) {
        driven.add(road(drive, traversal.segment()));
        if (!isUnseen(traversal, silences)) {
          seen.add(road(drive, traversal.segment()));
        }
      }
    }
    Set<Integer> claimed = claimed(drive, claims);
    int passes = 0;
    int passesRight = 0;
    for (Claim claim : claims) {
      double share = (claim.toM() - claim.fromM()) / claim.segment().lengthM();
      if (claim.certain() && share >= SHARE && driven.contains(road(drive, claim.segment()))) {
        passes++;
        passesRight += isTrue(drive, claim) ? 1 : 0;
      }
    }
    int untold = (int) claims.stream().filter(claim -> !claim.certain()).count();
    return new Score(
        seen.size(),
        common(seen, claimed),
        claimed.size(),
        common(claimed, driven),
        passes,
        passesRight,
        untold);
  }

  /** The roads that were claimed and never driven, as a message. */
  public static List<String> wrong(Drive drive, Collection<Claim> claims) {
    Set<Integer> driven = new HashSet<>();
    for (Traversal traversal : drive.traversals()) {
      if (traversal.share() >= SHARE) {
        driven.add(road(drive, traversal.segment()));
      }
    }
    List<String> wrong = new ArrayList<>();
    for (int road : claimed(drive, claims)) {
      if (!driven.contains(road)) {
        wrong.add(drive.network().segments().get(road).toString());
      }
    }
    return wrong;
  }

  private static int common(Set<Integer> some, Set<Integer> others) {
    return (int) some.stream().filter(others::contains).count();
  }

  /** A road is known by the index of its first segment. */
  private static int road(Drive drive, Segment segment) {
    return drive
        .network()
        .reverseOf(segment)
        .map(reverse -> Math.min(reverse.index(), segment.index()))
        .orElse(segment.index());
  }

  /** Roads of which certain claims cover enough, seen along the first segment. */
  private static Set<Integer> claimed(Drive drive, Collection<Claim> claims) {
    Map<Integer, List<double[]>> parts = new HashMap<>();
    for (Claim claim : claims) {
      if (claim.certain()) {
        int road = road(drive, claim.segment());
        double lengthM = claim.segment().lengthM();
        boolean turned = road != claim.segment().index();
        double from = turned ? lengthM - claim.toM() : claim.fromM();
        double to = turned ? lengthM - claim.fromM() : claim.toM();
        parts.computeIfAbsent(road, _ -> new ArrayList<>()).add(new double[] {from, to});
      }
    }
    Set<Integer> claimed = new LinkedHashSet<>();
    parts.forEach((road, list) -> {
      if (coveredM(list) >= SHARE * drive.network().segments().get(road).lengthM()) {
        claimed.add(road);
      }
    });
    return claimed;
  }

  private static double coveredM(List<double[]> parts) {
    parts.sort((one, other) -> Double.compare(one[0], other[0]));
    double covered = 0;
    double end = Double.NEGATIVE_INFINITY;
    for (double[] part : parts) {
      covered += Math.max(0, part[1] - Math.max(part[0], end));
      end = Math.max(end, part[1]);
    }
    return covered;
  }

  private static boolean isTrue(Drive drive, Claim claim) {
    return drive.traversals().stream()
        .anyMatch(t ->
            t.segment().equals(claim.segment())
                && !t.entered().isAfter(claim.left().plus(SLACK))
                && !t.left().isBefore(claim.entered().minus(SLACK)));
  }

  private static List<Instant[]> silences(Collection<Position> fixes) {
    List<Instant[]> silences = new ArrayList<>();
    Instant before = null;
    for (Position fix : fixes) {
      if (before != null && Duration.between(before, fix.time()).compareTo(SILENCE) > 0) {
        silences.add(new Instant[] {before, fix.time()});
      }
      before = fix.time();
    }
    return silences;
  }

  private static boolean isUnseen(Traversal traversal, List<Instant[]> silences) {
    long from = traversal.entered().toEpochMilli();
    long to = traversal.left().toEpochMilli();
    long unseen = 0;
    for (Instant[] silence : silences) {
      long low = Math.max(from, silence[0].toEpochMilli());
      long high = Math.min(to, silence[1].toEpochMilli());
      unseen += Math.max(0, high - low);
    }
    return 2 * unseen >= to - from;
  }

  /** Both together. */
  public Score plus(Score other) {
    return new Score(
        driven + other.driven,
        drivenRight + other.drivenRight,
        claimed + other.claimed,
        claimedRight + other.claimedRight,
        passes + other.passes,
        passesRight + other.passesRight,
        untold + other.untold);
  }

  /** How much of what was claimed is true; 1 when nothing was claimed. */
  public double precision() {
    return share(claimedRight, claimed);
  }

  /** How much of what was driven and seen was claimed. */
  public double recall() {
    return share(drivenRight, driven);
  }

  /** How many passes have the right direction. */
  public double direction() {
    return share(passesRight, passes);
  }

  private static double share(int some, int all) {
    return all == 0 ? 1 : (double) some / all;
  }
}
