package org.machizu.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.attachments.Document.Draft;
import org.machizu.attachments.Document.Removal;

/** What every store of documents does. */
public abstract class DocumentStoreContract {
  private static final Instant AT = Instant.parse("2026-11-20T01:02:03Z");

  /** The store under test. */
  protected abstract DocumentStore store();

  /** As after a restart. */
  protected abstract void reopen();

  private static Draft draft(String layer, long feature, String title) {
    return new Draft(
        layer,
        feature,
        title,
        new Attachment("ab".repeat(32), "application/pdf", 12_345_678_901L, AT),
        3,
        AT,
        "髙橋");
  }

  private static AuditEntry entry(Action action) {
    return AuditEntry.of(AT, Actor.OPERATOR, action, "roads").about("7");
  }

  private Document added(String layer, long feature, String title) {
    return store().add(draft(layer, feature, title), entry(Action.DOCUMENT_ATTACHED)).orElseThrow();
  }

  private Optional<Document> remove(long number) {
    return store()
        .remove(
            number,
            new Removal(AT.plusSeconds(60), "permit", "差し替え"),
            entry(Action.DOCUMENT_REMOVED));
  }

  private static List<Long> numbers(List<Document> documents) {
    return documents.stream().map(Document::number).toList();
  }

  @Test
  void whatIsAttachedIsThereAsItWasAlsoAfterARestart() {
    Document first = added("roads", 7, "道路位置指定図");
    assertThat(first).isEqualTo(new Document(1, draft("roads", 7, "道路位置指定図"), Optional.empty()));
    reopen();
    assertThat(store().find(1)).contains(first);
    assertThat(store().find(2)).isEmpty();
    assertThat(added("roads", 7, "告示").number()).isEqualTo(2);
  }

  @Test
  void eachFeatureHasItsOwnInTheOrderInWhichTheyCame() {
    added("roads", 7, "b");
    added("roads", 8, "x");
    added("plans", 7, "y");
    added("roads", 7, "a");
    assertThat(numbers(store().list("roads", 7))).containsExactly(1L, 4L);
    assertThat(numbers(store().list("plans", 7))).containsExactly(3L);
    assertThat(store().list("plans", 8)).isEmpty();
  }

  @Test
  void whatWasRemovedIsListedNoLongerButStaysWithItsReason() {
    added("roads", 7, "a");
    added("roads", 7, "b");
    Document removed = remove(1).orElseThrow();
    assertThat(removed.removed()).contains(new Removal(AT.plusSeconds(60), "permit", "差し替え"));
    assertThat(numbers(store().list("roads", 7))).containsExactly(2L);
    assertThat(store().find(1)).contains(removed);
    assertThat(remove(1)).isEmpty();
    assertThat(remove(9)).isEmpty();
    assertThat(store().find(1)).contains(removed);
    assertThat(added("roads", 7, "c").number()).as("a number is never used twice").isEqualTo(3);
  }

  @Test
  void aFeatureHasAtMostFiftyAtATime() {
    for (int i = 0; i < DocumentStore.MOST_OF_FEATURE; i++) {
      added("roads", 7, "t" + i);
    }
    assertThat(store().add(draft("roads", 7, "one more"), entry(Action.DOCUMENT_ATTACHED)))
        .isEmpty();
    added("roads", 8, "of another feature");
    remove(1);
    assertThat(added("roads", 7, "instead").number()).isEqualTo(52);
  }
}
