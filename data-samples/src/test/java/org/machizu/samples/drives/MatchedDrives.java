package org.machizu.samples.drives;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.machizu.ingest.gps.Position;
import org.machizu.ingest.match.Found;
import org.machizu.ingest.match.MatchNetwork;
import org.machizu.ingest.match.Matcher;
import org.machizu.ingest.match.Pass;

/** Runs the matcher over drives of which the truth is known. */
final class MatchedDrives {
  private MatchedDrives() {}

  /**
   * What came of one case over several seeds.
   *
   * @param wrong roads that were claimed and never driven, with the seed
   */
  record Row(String name, boolean tooClose, Score score, List<String> wrong) {
    String line() {
      return String.format(
          Locale.ROOT,
          "%-30s %5d driven %5d claimed  precision %.4f  recall %.4f  direction %.4f of %5d  cannot tell %4d",
          name,
          score.driven(),
          score.claimed(),
          score.precision(),
          score.recall(),
          score.direction(),
          score.passes(),
          score.untold());
    }

    Row plus(Row other) {
      List<String> both = new ArrayList<>(wrong);
      both.addAll(other.wrong);
      return new Row(name, tooClose, score.plus(other.score), both);
    }
  }

  static List<Found> match(MatchNetwork network, List<Position> fixes) {
    Matcher matcher = new Matcher(network);
    List<Found> found = new ArrayList<>();
    fixes.forEach(fix -> found.addAll(matcher.add(fix)));
    found.addAll(matcher.finish());
    return found;
  }

  static List<Claim> claims(List<Found> found) {
    List<Claim> claims = new ArrayList<>();
    for (Found one : found) {
      if (one instanceof Pass pass) {
        claims.add(
            new Claim(
                pass.segment(),
                pass.fromM(),
                pass.toM(),
                pass.entered(),
                pass.left(),
                pass.certain()));
      }
    }
    return claims;
  }

  static Row run(DriveCase one, MatchNetwork network, long seed) {
    Drive drive = one.drive(seed);
    List<Position> fixes = one.fixes(drive, seed);
    List<Claim> claims = claims(match(network, fixes));
    List<String> wrong =
        Score.wrong(drive, claims).stream().map(w -> "seed " + seed + ": " + w).toList();
    return new Row(one.name(), one.tooClose(), Score.of(drive, fixes, claims), wrong);
  }
}
