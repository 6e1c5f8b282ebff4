package org.machizu.samples.drives;

import static java.time.temporal.ChronoUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machizu.ingest.gps.Position;
import org.machizu.ingest.match.Found;
import org.machizu.ingest.match.MatchNetwork;
import org.machizu.ingest.match.Matcher;
import org.machizu.ingest.match.Pass;
import org.machizu.ingest.match.Stretches;
import org.machizu.ingest.match.Unmatched;

/** What holds for every sequence of positions, shown with all cases. */
class MatchingPropertiesTest {
  private static final long SEED = 77;

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 15})
  void copiesGoTheirOwnWayAndDoNotDisturb(int seconds) {
    Random random = new Random(SEED);
    for (DriveCase one : DriveCase.little(Tracker.every(seconds), SEED)) {
      MatchNetwork network = MatchNetwork.of(one.network());
      List<Position> fixes = one.fixes(one.drive(SEED), SEED);
      List<Found> whole = MatchedDrives.match(network, fixes);
      Matcher matcher = new Matcher(network);
      List<Found> found = new ArrayList<>();
      int until = 0;
      for (Position fix : fixes) {
        found.addAll(matcher.add(fix));
        until++;
        if (random.nextInt(20) == 0) {
          List<Found> provisional = new ArrayList<>(found);
          provisional.addAll(matcher.copy().finish());
          assertThat(provisional)
              .as(one.name())
              .isEqualTo(MatchedDrives.match(network, fixes.subList(0, until)));
        }
        if (random.nextInt(50) == 0) {
          matcher = matcher.copy();
        }
      }
      found.addAll(matcher.finish());
      assertThat(found).as(one.name()).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 15})
  void matchingAnewFromARestartPointComesToTheSame(int seconds) {
    for (DriveCase one : DriveCase.little(Tracker.every(seconds).withDropouts(2), SEED)) {
      MatchNetwork network = MatchNetwork.of(one.network());
      List<Position> fixes = overTheHour(one.fixes(one.drive(SEED), SEED));
      List<Found> whole = withoutGaps(MatchedDrives.match(network, fixes));
      List<Found> parts = new ArrayList<>();
      List<Integer> points = restartPoints(fixes);
      for (int i = 0; i < points.size(); i++) {
        boolean isLast = i + 1 == points.size();
        Matcher matcher = new Matcher(network);
        for (Position fix :
            fixes.subList(points.get(i), isLast ? fixes.size() : points.get(i + 1) + 1)) {
          parts.addAll(matcher.add(fix));
        }
        if (isLast) {
          parts.addAll(matcher.finish());
        }
      }
      assertThat(withoutGaps(parts)).as(one.name()).isEqualTo(whole);
    }
  }

  /** The same later, so that an hour begins in the middle. */
  private static List<Position> overTheHour(List<Position> fixes) {
    Instant first = fixes.getFirst().time();
    Duration half = Duration.between(first, fixes.getLast().time()).dividedBy(2);
    Duration later = Duration.between(first, first.truncatedTo(HOURS).plus(1, HOURS)).minus(half);
    return fixes.stream()
        .map(fix ->
            new Position(
                fix.time().plus(later),
                fix.lon(),
                fix.lat(),
                fix.altitudeM(),
                fix.accuracyM(),
                fix.speedMps(),
                fix.courseDeg(),
                fix.extra()))
        .toList();
  }

  private static List<Integer> restartPoints(List<Position> fixes) {
    return Stretches.restartPoints(
        fixes.stream().mapToLong(fix -> fix.time().toEpochMilli()).toArray(),
        fixes.stream().mapToDouble(Position::lon).toArray(),
        fixes.stream().mapToDouble(Position::lat).toArray());
  }

  /** A gap lies between two stretches and belongs to neither. */
  private static List<Found> withoutGaps(List<Found> found) {
    return found.stream()
        .filter(f -> !(f instanceof Unmatched u && u.reason() == Unmatched.Reason.GAP))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 15})
  void passesAreInOrderOfTimeAndEveryPositionIsAccountedFor(int seconds) {
    for (DriveCase one : DriveCase.little(Tracker.every(seconds).withDropouts(2), SEED)) {
      List<Position> fixes = one.fixes(one.drive(SEED), SEED);
      Pass before = null;
      int told = 0;
      for (Found found : MatchedDrives.match(MatchNetwork.of(one.network()), fixes)) {
        switch (found) {
          case Pass pass -> {
            assertThat(pass.left()).isAfterOrEqualTo(pass.entered());
            assertThat(pass.fromM()).isBetween(0.0, pass.toM());
            assertThat(pass.toM()).isLessThanOrEqualTo(pass.segment().lengthM());
            assertThat(pass.confidence()).isBetween(0.5, 1.0);
            if (before != null) {
              assertThat(pass.entered()).isAfterOrEqualTo(before.left());
            }
            before = pass;
            told += pass.evidence().fixes();
          }
          case Unmatched unmatched -> told += unmatched.positions();
        }
      }
      int outliers = one.tracker().outliers();
      assertThat(told).as(one.name()).isBetween(fixes.size() - outliers - 3, fixes.size());
    }
  }
}
