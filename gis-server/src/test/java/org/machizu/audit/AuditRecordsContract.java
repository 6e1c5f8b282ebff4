package org.machizu.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.access.Role;

/** Lines are found again; every store passes it. */
public abstract class AuditRecordsContract extends AuditTesting {
  private static final Instant BEGIN = Instant.parse("2026-04-01T00:00:00Z");

  private List<AuditLine> all(AuditFilter filter, int pageSize) {
    List<AuditLine> lines = new ArrayList<>();
    String after = null;
    do {
      AuditRecords.Page page = audit.records().find(filter, after, pageSize);
      lines.addAll(page.lines());
      after = page.next();
    } while (after != null);
    return lines;
  }

  private static AuditFilter filter(
      @Nullable String actor,
      @Nullable String subject,
      @Nullable String object,
      @Nullable String reason) {
    return new AuditFilter(null, null, actor, Set.of(), subject, object, reason);
  }

  @Test
  void aLineIsReadBackWithAllItsParts() {
    audit
        .log()
        .append(
            AuditEntry.of(clock.instant(), CALLER, Action.PERSONAL_READ, "residents")
                .about("17")
                .because("見守り訪問")
                .with("columns", "氏名")
                .with("a", 1));
    audit.log().append(AuditEntry.of(clock.instant(), Actor.OPERATOR, Action.ACCOUNT_CHANGED, "x"));
    audit.reopen();

    assertThat(all(AuditFilter.ALL, 9))
        .containsExactly(
            new AuditLine(
                audit.chain(),
                2,
                false,
                "2026-04-01T00:00:00.000Z",
                "operator",
                null,
                "ACCOUNT_CHANGED",
                "x",
                null,
                null,
                Map.of()),
            new AuditLine(
                audit.chain(),
                1,
                false,
                "2026-04-01T00:00:00.000Z",
                "planner",
                "192.0.2.7",
                "PERSONAL_READ",
                "residents",
                "17",
                "見守り訪問",
                Map.of("a", "1", "columns", "氏名")));
  }

  @Test
  void aLineTellsWhetherASealCoversIt() {
    signIns(2);
    audit.chains().seal();
    signIns(1);

    assertThat(all(AuditFilter.ALL, 2))
        .extracting(AuditLine::sealed)
        .containsExactly(false, true, true);
  }

  @Test
  void pagesTogetherHoldEveryLineOnceThoughMoreIsWrittenMeanwhile() {
    signIns(51); // all at one moment
    List<AuditLine> before = all(AuditFilter.ALL, 1_000);

    List<AuditLine> paged = new ArrayList<>();
    String after = null;
    do {
      AuditRecords.Page page = audit.records().find(AuditFilter.ALL, after, 7);
      paged.addAll(page.lines());
      after = page.next();
      clock.advanceSeconds(1);
      signIns(1);
    } while (after != null);

    assertThat(paged).isEqualTo(before).hasSize(51);
  }

  @Test
  void filtersNarrow() {
    for (String user : List.of("a", "b")) {
      for (String id : List.of("1", "2")) {
        clock.advanceSeconds(10);
        audit
            .log()
            .append(
                AuditEntry.of(
                        clock.instant(),
                        new Actor(user, Role.WELFARE),
                        Action.PERSONAL_READ,
                        "residents")
                    .about(id)
                    .because("見守り訪問 100% A"));
      }
    }
    audit.log().append(AuditEntry.of(BEGIN, CALLER, Action.SIGN_IN, "planner"));
    AuditFilter reads =
        new AuditFilter(null, null, null, Set.of(Action.PERSONAL_READ), null, null, null);

    assertThat(all(filter("a", null, null, null), 9)).hasSize(2);
    assertThat(all(filter(null, "residents", "2", null), 9)).hasSize(2);
    assertThat(all(filter(null, "households", null, null), 9)).isEmpty();
    assertThat(all(filter(null, null, null, "訪問 100%"), 9)).hasSize(4);
    assertThat(all(filter(null, null, null, "訪問%100"), 9)).isEmpty();
    assertThat(all(filter(null, null, null, "100% a"), 9)).isEmpty();
    assertThat(
            all(
                new AuditFilter(
                    BEGIN.plusSeconds(20), BEGIN.plusSeconds(30), null, Set.of(), null, null, null),
                9))
        .hasSize(1);
    assertThat(all(reads, 9)).hasSize(4);
    assertThat(audit.records().count(reads, 3)).isEqualTo(3);
    assertThat(audit.records().count(reads, 100)).isEqualTo(4);
  }

  @Test
  void whatIsNoTokenOrNoLimitIsRefused() {
    assertThatThrownBy(() -> audit.records().find(AuditFilter.ALL, "x", 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'after'");
    assertThatThrownBy(() -> audit.records().find(AuditFilter.ALL, null, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
