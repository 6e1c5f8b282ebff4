package org.machizu.residents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.machizu.config.WatchSettings.Flag;
import org.machizu.residents.EntranceStates.Entrance;
import org.machizu.residents.EntranceStates.Snowfall;
import org.machizu.residents.EntranceStates.State;
import org.machizu.residents.Ranking.Ranked;

/** What is reckoned in short for a city of households is what the list spells out. */
class RankingTest {
  private static final Instant NOW = Instant.parse("2026-01-16T06:20:00Z");
  private static final int HOUSEHOLDS = 3_000;
  private static final List<Flag> FLAGS =
      List.of(
          new Flag(false, "独居", "alone", 3),
          new Flag(true, "要介護", "care", 5),
          new Flag(true, "障害", "disabled", 9));

  private final Random random = new Random(11);
  private final Ranking ranking =
      new Ranking(new Snowfall("7", NOW.minus(Duration.ofHours(17)), null), NOW);

  private WatchedHousehold household(long id) {
    List<Flag> flags = FLAGS.stream().filter(flag -> random.nextBoolean()).toList();
    return new WatchedHousehold(id, 141.8, 42.7, flags);
  }

  private Entrance entrance() {
    State state = State.values()[random.nextInt(State.values().length)];
    Instant cleared =
        random.nextBoolean() ? NOW.minus(Duration.ofMinutes(random.nextInt(1_000))) : null;
    return new Entrance(5, state, cleared, null);
  }

  @Test
  void theShortScoreIsTheScoreOfTheLineAndZeroWhereThereIsNone() {
    for (int i = 0; i < HOUSEHOLDS; i++) {
      WatchedHousehold household = household(i);
      Entrance entrance = random.nextInt(10) == 0 ? null : entrance();
      double score =
          ranking.rank(household, entrance, List.of(), List.of()).map(Ranked::score).orElse(0.0);
      assertThat(household.weight() * ranking.perWeight(entrance)).isEqualTo(score);
    }
    assertThat(new Ranking(null, NOW).perWeight(entrance())).isZero();
  }

  @Test
  void theMostUrgentAreTheFirstOfAllAndAllAreCounted() {
    List<Ranked> all = new ArrayList<>();
    MostUrgent best = new MostUrgent(100);
    int taken = 0;
    for (int i = 0; i < HOUSEHOLDS; i++) {
      Optional<Ranked> ranked =
          ranking.rank(household(random.nextInt(1 << 20)), entrance(), List.of(), List.of());
      if (ranked.isPresent()) {
        all.add(ranked.get());
        if (best.counts(ranked.get().score(), ranked.get().household().id())) {
          best.add(ranked.get());
          taken++;
        }
      }
    }
    assertThat(best.count()).isEqualTo(all.size());
    assertThat(best.list())
        .isEqualTo(all.stream().sorted(Ranking.MOST_URGENT_FIRST).limit(100).toList());
    assertThat(taken).as("most need not be spelt out").isLessThan(all.size() / 2);
  }
}
