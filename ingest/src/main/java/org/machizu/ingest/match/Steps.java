package org.machizu.ingest.match;

import java.util.Arrays;

/**
 * The newest fixes with their candidates, and what each way from one to the next costs. Candidates
 * of a step stand at {@code step * K} and on; costs into step s from candidate i of the step before
 * to candidate j at {@code (s * K + i) * K + j}. Only storage; one thread.
 */
final class Steps {
  /** An undecided way is never longer. */
  static final int MAX = 60;

  /** With the step before it, and a new one. */
  static final int ROOM = MAX + 2;

  static final int K = Candidates.MAX;
  private static final int USUAL = 24;

  int count;
  private int capacity = USUAL;

  /** By step: how many candidates it has. */
  int[] places = new int[USUAL];

  /** By step: when the vehicle was first and last seen there, and how often. */
  long[] firstMs = new long[USUAL];

  long[] lastMs = new long[USUAL];
  int[] fixes = new int[USUAL];

  /** By step: metres on the plane. */
  double[] x = new double[USUAL];

  double[] y = new double[USUAL];

  /** By candidate, as in {@link Candidates}. */
  int[] segment = new int[USUAL * K];

  double[] offsetM = new double[USUAL * K];
  double[] distanceM = new double[USUAL * K];
  double[] awayX = new double[USUAL * K];
  double[] awayY = new double[USUAL * K];
  double[] alongX = new double[USUAL * K];
  double[] alongY = new double[USUAL * K];

  /** By candidate: the cost of the best explanation up to it. */
  double[] total = new double[USUAL * K];

  /** By candidate: the one of the step before in that explanation; −1 in the first step. */
  int[] back = new int[USUAL * K];

  /** From candidate to candidate, the fix included. */
  float[] cost = new float[USUAL * K * K];

  Steps() {}

  Steps(Steps other) {
    count = other.count;
    resize(other, Math.max(USUAL, count));
  }

  private void resize(Steps from, int size) {
    capacity = size;
    places = Arrays.copyOf(from.places, size);
    firstMs = Arrays.copyOf(from.firstMs, size);
    lastMs = Arrays.copyOf(from.lastMs, size);
    fixes = Arrays.copyOf(from.fixes, size);
    x = Arrays.copyOf(from.x, size);
    y = Arrays.copyOf(from.y, size);
    segment = Arrays.copyOf(from.segment, size * K);
    offsetM = Arrays.copyOf(from.offsetM, size * K);
    distanceM = Arrays.copyOf(from.distanceM, size * K);
    awayX = Arrays.copyOf(from.awayX, size * K);
    awayY = Arrays.copyOf(from.awayY, size * K);
    alongX = Arrays.copyOf(from.alongX, size * K);
    alongY = Arrays.copyOf(from.alongY, size * K);
    total = Arrays.copyOf(from.total, size * K);
    back = Arrays.copyOf(from.back, size * K);
    cost = Arrays.copyOf(from.cost, size * K * K);
  }

  /** Puts a fix behind the others; it counts only when {@link #count} is raised. */
  void put(long ms, double atX, double atY, Candidates near) {
    if (count == capacity) {
      resize(this, Math.min(2 * capacity, ROOM));
    }
    int at = count * K;
    System.arraycopy(near.segment, 0, segment, at, near.count);
    System.arraycopy(near.offsetM, 0, offsetM, at, near.count);
    System.arraycopy(near.distanceM, 0, distanceM, at, near.count);
    System.arraycopy(near.awayX, 0, awayX, at, near.count);
    System.arraycopy(near.awayY, 0, awayY, at, near.count);
    System.arraycopy(near.alongX, 0, alongX, at, near.count);
    System.arraycopy(near.alongY, 0, alongY, at, near.count);
    places[count] = near.count;
    firstMs[count] = ms;
    lastMs[count] = ms;
    fixes[count] = 1;
    x[count] = atX;
    y[count] = atY;
  }

  /** Takes the newest step back, and puts it behind the others at another place. */
  void takeBack(double atX, double atY, Candidates near) {
    count--;
    long wasLastMs = lastMs[count];
    int wasFixes = fixes[count];
    put(firstMs[count], atX, atY, near);
    lastMs[count] = wasLastMs;
    fixes[count] = wasFixes;
  }

  /** Forgets what lies before a step, which becomes the first. */
  void drop(int until) {
    int rest = count - until;
    System.arraycopy(places, until, places, 0, rest);
    System.arraycopy(firstMs, until, firstMs, 0, rest);
    System.arraycopy(lastMs, until, lastMs, 0, rest);
    System.arraycopy(fixes, until, fixes, 0, rest);
    System.arraycopy(x, until, x, 0, rest);
    System.arraycopy(y, until, y, 0, rest);
    System.arraycopy(segment, until * K, segment, 0, rest * K);
    System.arraycopy(offsetM, until * K, offsetM, 0, rest * K);
    System.arraycopy(distanceM, until * K, distanceM, 0, rest * K);
    System.arraycopy(awayX, until * K, awayX, 0, rest * K);
    System.arraycopy(awayY, until * K, awayY, 0, rest * K);
    System.arraycopy(alongX, until * K, alongX, 0, rest * K);
    System.arraycopy(alongY, until * K, alongY, 0, rest * K);
    System.arraycopy(total, until * K, total, 0, rest * K);
    System.arraycopy(back, until * K, back, 0, rest * K);
    System.arraycopy(cost, until * K * K, cost, 0, rest * K * K);
    Arrays.fill(back, 0, K, -1);
    count = rest;
  }

  /** From the step before, in which the vehicle was last seen there. */
  double seconds(int step) {
    return Math.max(firstMs[step] - lastMs[step - 1], 1) / 1e3;
  }

  /** From the fix of the step before. */
  double straightM(int step) {
    double dx = x[step] - x[step - 1];
    double dy = y[step] - y[step - 1];
    return Math.sqrt(dx * dx + dy * dy);
  }

  /** The cost of the best explanation up to a step. */
  double least(int step) {
    double least = Move.IMPOSSIBLE;
    for (int i = 0; i < places[step]; i++) {
      least = Math.min(least, total[step * K + i]);
    }
    return least;
  }
}
