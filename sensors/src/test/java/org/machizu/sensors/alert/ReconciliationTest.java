package org.machizu.sensors.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.sensors.alert.Gauges.at;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.machizu.sensors.alert.AlertChange.What;
import org.machizu.sensors.alert.Episode.Kind;
import org.machizu.sensors.gauge.Level.Severity;
import org.machizu.sensors.gauge.LevelSet;

class ReconciliationTest {

  private static Episode episode(long from, long to) {
    return new Episode(
        Kind.LEVEL,
        LevelSet.CAUTION,
        Severity.CAUTION,
        2.0,
        at(from),
        at(from),
        at(from),
        to < 0 ? null : at(to),
        2.1,
        at(from),
        null);
  }

  private static Episode silence(long from) {
    return new Episode(
        Kind.NO_DATA,
        null,
        Severity.NOTICE,
        null,
        at(from),
        at(from),
        at(from),
        null,
        null,
        null,
        null);
  }

  private static List<AlertChange> between(List<Given> given, Episode... episodes) {
    return Reconciliation.between(given, List.of(episodes));
  }

  @Test
  void whatIsNewIsRaisedAndWhatIsOverAlreadyIsOnlyWrittenDown() {
    assertThat(between(List.of(), episode(10, 30), episode(50, -1)))
        .containsExactly(
            new AlertChange.Raise(episode(10, 30), true),
            new AlertChange.Raise(episode(50, -1), false));
  }

  @Test
  void whatStandsAlreadyChangesNothing() {
    assertThat(between(List.of(new Given(7, episode(10, 30))), episode(10, 30))).isEmpty();
  }

  @Test
  void anAlertIsClearedReopenedOrHasNewDetails() {
    assertThat(between(List.of(new Given(7, episode(10, -1))), episode(10, 30)))
        .containsExactly(new AlertChange.Update(7, episode(10, 30), What.CLEARED));
    assertThat(between(List.of(new Given(7, episode(10, 30))), episode(10, -1)))
        .containsExactly(new AlertChange.Update(7, episode(10, -1), What.REOPENED));
    assertThat(between(List.of(new Given(7, episode(10, -1))), episode(5, -1)))
        .containsExactly(new AlertChange.Update(7, episode(5, -1), What.DETAILS));
  }

  @Test
  void anAlertThatTheReadingsDoNotShowIsWithdrawn() {
    assertThat(between(List.of(new Given(7, episode(10, 30))), episode(31, 40)))
        .containsExactly(
            new AlertChange.Raise(episode(31, 40), true),
            new AlertChange.Withdraw(7, episode(10, 30)));
  }

  @Test
  void twoThatAreOneByNowAreMergedWithoutACorrection() {
    assertThat(
            between(
                List.of(new Given(7, episode(10, 30)), new Given(8, episode(40, 60))),
                episode(10, 60)))
        .containsExactly(
            new AlertChange.Update(7, episode(10, 60), What.DETAILS), new AlertChange.Merge(8, 7));
  }

  @Test
  void oneThatIsTwoByNowStaysTheFirstOfThem() {
    assertThat(between(List.of(new Given(7, episode(10, 60))), episode(10, 30), episode(40, 60)))
        .containsExactly(
            new AlertChange.Update(7, episode(10, 30), What.DETAILS),
            new AlertChange.Raise(episode(40, 60), true));
  }

  @Test
  void silenceThatWasToldIsOverAndNotWrongWhenTheReadingsComeInTheEnd() {
    assertThat(
            between(
                List.of(new Given(7, episode(10, -1)), new Given(8, silence(20))), episode(10, -1)))
        .containsExactly(new AlertChange.Update(8, silence(20).closed(at(20)), What.CLEARED));
    assertThat(between(List.of(new Given(8, silence(20).closed(at(20)))))).isEmpty();
  }
}
