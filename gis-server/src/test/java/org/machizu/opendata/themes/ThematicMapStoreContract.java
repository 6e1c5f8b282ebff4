package org.machizu.opendata.themes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.opendata.themes.MapContent.Shown;
import org.machizu.opendata.themes.MapContent.StartView;

/** What every store of thematic maps does. */
public abstract class ThematicMapStoreContract {
  private static final Instant AT = Instant.parse("2026-11-20T01:02:03.004Z");
  private static final AuditEntry ENTRY =
      AuditEntry.of(AT, Actor.OPERATOR, Action.MAP_CHANGED, "map:bosai");

  private static final MapContent CONTENT =
      new MapContent(
          new Words("防災\n\"地図\"", "", "Disasters"),
          new Words("避難の前に", "にげる まえに", ""),
          Theme.DISASTER,
          List.of(new Shown("shelters", true), new Shown("flood", false)),
          new StartView(141.25, 42.75, 12.5),
          "gsi-pale");

  /** The store under test. */
  protected abstract ThematicMapStore store();

  /** As after a restart. */
  protected abstract void reopen();

  /** How many lines the audit log has of maps. */
  protected abstract int audited();

  private static ThematicMap map(String id, @Nullable MapContent published) {
    return new ThematicMap(
        id, 1, "planner", CONTENT, published, published == null ? null : AT, AT, "clerk");
  }

  @Test
  void aMapIsKeptAsItWasMade() {
    assertThat(store().list()).isEmpty();
    assertThat(store().add(map("bosai", null), ENTRY)).isTrue();
    assertThat(store().add(map("arukou", CONTENT), ENTRY)).isTrue();
    reopen();

    assertThat(store().list()).containsExactly(map("arukou", CONTENT), map("bosai", null));
    assertThat(store().find("bosai")).contains(map("bosai", null));
    assertThat(store().find("toshi")).isEmpty();
    assertThat(audited()).isEqualTo(2);
  }

  @Test
  void anIdIsGivenOnce() {
    store().add(map("bosai", CONTENT), ENTRY);

    assertThat(store().add(map("bosai", null), ENTRY)).isFalse();
    assertThat(store().find("bosai")).contains(map("bosai", CONTENT));
    assertThat(audited()).isEqualTo(1);
  }

  @Test
  void aChangeCountsTheVersionAndWhoeverKnewAnotherIsTold() {
    store().add(map("bosai", null), ENTRY);
    ThematicMap changed =
        store()
            .change("bosai", 1, before -> map("another", before.draft()), ENTRY.because("checked"));
    ThematicMap expected =
        new ThematicMap("bosai", 2, "planner", CONTENT, CONTENT, AT, AT, "clerk");

    assertThat(changed).isEqualTo(expected);
    assertThat(store().list()).containsExactly(expected);
    assertThatThrownBy(() -> store().change("bosai", 1, before -> before, ENTRY))
        .isInstanceOf(StaleMapException.class);
    assertThatThrownBy(() -> store().remove("bosai", 1, ENTRY))
        .isInstanceOf(StaleMapException.class);
    assertThatThrownBy(() -> store().change("none", 1, before -> before, ENTRY))
        .isInstanceOf(StaleMapException.class);
    assertThat(audited()).isEqualTo(2);
  }

  @Test
  void aRemovedMapIsGoneAndItsIdIsFree() {
    store().add(map("bosai", CONTENT), ENTRY);
    store().remove("bosai", 1, ENTRY);
    reopen();

    assertThat(store().find("bosai")).isEmpty();
    assertThat(store().add(map("bosai", null), ENTRY)).isTrue();
    assertThat(audited()).isEqualTo(3);
  }
}
