package org.machizu.sensors.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.sensors.alert.Gauges.at;
import static org.machizu.sensors.alert.Gauges.everyTenMinutes;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.machizu.sensors.alert.Neighbours.Near;
import org.machizu.sensors.alert.Neighbours.Word;

class NeighboursTest {

  private static Near near(double... metres) {
    Standing standing = Standing.usual(Gauges.river());
    return new Near(
        standing.gauge(), Judge.judge(standing, JudgeState.START, everyTenMinutes(metres)).state());
  }

  @Test
  void aNeighbourThatRisesOrStandsAtALevelConfirms() {
    Near still = near(0.42, 0.41, 0.42, 0.42, 0.41);
    Near rises = near(0.42, 0.45, 0.5, 0.55, 0.6);
    Near high = near(1.21, 1.2, 1.21, 1.2, 1.2);
    assertThat(Neighbours.of(List.of(still, rises), at(40))).isEqualTo(Word.CONFIRMED);
    assertThat(Neighbours.of(List.of(high), at(40))).isEqualTo(Word.CONFIRMED);
  }

  @Test
  void neighboursThatDoNotMoveContradict() {
    Near still = near(0.42, 0.41, 0.42, 0.42, 0.41);
    Near silent = near(0.42);
    assertThat(Neighbours.of(List.of(still, silent), at(40))).isEqualTo(Word.CONTRADICTED);
  }

  @Test
  void withoutReadingsOfThatTimeTheySayNothing() {
    Near still = near(0.42, 0.41, 0.42, 0.42, 0.41);
    Near falls = near(0.6, 0.58, 0.55, 0.53, 0.5);
    assertThat(Neighbours.of(List.of(), at(40))).isEqualTo(Word.UNKNOWN);
    assertThat(Neighbours.of(List.of(near(0.42, 0.42)), at(40))).isEqualTo(Word.UNKNOWN);
    assertThat(Neighbours.of(List.of(still), at(600))).isEqualTo(Word.UNKNOWN);
    assertThat(Neighbours.of(List.of(falls), at(40))).isEqualTo(Word.UNKNOWN);
  }
}
