package org.machizu.residents.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.Role;
import org.machizu.geo.feature.Revision;
import org.machizu.residents.register.RegisterDraft.State;
import org.machizu.residents.register.RegisterRow.Kind;
import org.machizu.residents.register.RegisterRow.Placed;
import org.machizu.retention.Cleared;

/** What every store of drafts does. */
public abstract class RegisterStoreContract {
  private static final Instant NOW = Instant.parse("2026-12-01T03:00:00Z");

  protected abstract RegisterStore store();

  private static AuditEntry line() {
    return AuditEntry.of(
        NOW, new Actor("officer", Role.PLANNER), AuditEntry.Action.REGISTER_COMPARED, "residents");
  }

  private static RegisterDraft draft(String id, int second, State state) {
    return new RegisterDraft(
        id,
        state,
        NOW.plusSeconds(second),
        "officer",
        new Revision(7),
        new Revision(9),
        state == State.COMPARING ? Map.of() : Map.of("moved-in", 2L));
  }

  private static RegisterRow person(int number, Kind kind) {
    Map<String, @Nullable Object> after = new LinkedHashMap<>();
    after.put("氏名", "見本" + number);
    after.put("年齢", 42);
    after.put("支援措置", null);
    return new RegisterRow(
        number, kind, "J" + number, "H1", Placed.NOT_ASKED, null, List.of(), null, after);
  }

  private static RegisterRow household(int number, Placed placed) {
    return new RegisterRow(
        number,
        Kind.HOUSEHOLD_NEW,
        "",
        "H" + number,
        placed,
        null,
        List.of(5L, 6L),
        Map.of("住所", "本町1"),
        Map.of("住所", "本町2"));
  }

  private void ready(String id, int second) {
    store().begin(draft(id, second, State.COMPARING));
    store()
        .add(
            id,
            List.of(
                person(1, Kind.MOVED_IN), person(2, Kind.CHANGED), household(3, Placed.AMBIGUOUS)));
    store().finish(draft(id, second, State.READY), line());
  }

  @Test
  public void rowsComeBackAsTheyWereByWhatIsAskedFor() {
    ready("a", 0);

    assertThat(store().find("a")).contains(draft("a", 0, State.READY));
    assertThat(store().rows("a", null, null, 0, 10))
        .containsExactly(
            person(1, Kind.MOVED_IN), person(2, Kind.CHANGED), household(3, Placed.AMBIGUOUS));
    assertThat(store().rows("a", Kind.CHANGED, null, 0, 10))
        .extracting(RegisterRow::number)
        .containsExactly(2);
    assertThat(store().rows("a", null, Placed.AMBIGUOUS, 0, 10))
        .extracting(RegisterRow::number)
        .containsExactly(3);
    assertThat(store().rows("a", null, null, 1, 1))
        .extracting(RegisterRow::number)
        .containsExactly(2);
  }

  @Test
  public void aClerkSettlesHouseholdsOnly() {
    ready("a", 0);

    assertThat(store().settle("a", 3, 5L, line())).isTrue();
    assertThat(store().settle("a", 1, 5L, line())).as("a person").isFalse();
    assertThat(store().settle("a", 9, 5L, line())).isFalse();
    assertThat(store().settle("b", 3, 5L, line())).isFalse();

    RegisterRow settled = store().findRow("a", 3).orElseThrow();
    assertThat(settled.placed()).isEqualTo(Placed.SETTLED);
    assertThat(settled.place()).isEqualTo(5);
    assertThat(store().settle("a", 3, null, line())).isTrue();
    assertThat(store().findRow("a", 3).orElseThrow().place()).isNull();
  }

  @Test
  public void whatWasAppliedHoldsNobodyAnyMore() {
    ready("a", 0);
    store().applied("a", line());

    assertThat(store().find("a").orElseThrow().state()).isEqualTo(State.APPLIED);
    assertThat(store().rows("a", null, null, 0, 10)).isEmpty();
    assertThat(store().settle("a", 3, 5L, line())).isFalse();
  }

  @Test
  public void oldDraftsGoAndOneThatBeginsAnewIsEmpty() {
    for (int i = 0; i < 5; i++) {
      ready("draft-" + i, i);
    }
    assertThat(store().list())
        .extracting(RegisterDraft::id)
        .containsExactly("draft-4", "draft-3", "draft-2");
    assertThat(store().rows("draft-0", null, null, 0, 10)).isEmpty();

    store().begin(draft("draft-4", 9, State.COMPARING));
    assertThat(store().rows("draft-4", null, null, 0, 10)).isEmpty();
    assertThat(store().remove("draft-3", line())).isTrue();
    assertThat(store().remove("draft-3", line())).isFalse();
    assertThat(store().rows("draft-3", null, null, 0, 10)).isEmpty();
  }

  @Test
  public void draftsAreForgottenWithAllThatTheyHold() {
    ready("a", 0);
    ready("b", 1);
    store().begin(draft("c", 2, State.COMPARING));

    Cleared cleared = store().forget(List.of("a", "c"));

    assertThat(cleared.told()).startsWith("2 drafts removed, ");
    assertThat(cleared.complete()).isTrue();
    assertThat(store().list()).extracting(RegisterDraft::id).containsExactly("b");
    assertThat(store().rows("a", null, null, 0, 10)).isEmpty();
    assertThat(store().rows("b", null, null, 0, 10)).hasSize(3);
    assertThatThrownBy(() -> store().add("c", List.of(person(1, Kind.MOVED_IN))))
        .as("who is still comparing is told")
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("purged");
  }
}
