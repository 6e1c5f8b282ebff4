package org.machizu.audit;

import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.access.Role;
import org.machizu.layers.SettableClock;

/** What the contracts of the audit log have in common. */
public abstract class AuditTesting {
  protected static final Actor CALLER = new Actor("planner", Role.PLANNER).from("192.0.2.7");

  protected final SettableClock clock = new SettableClock();
  protected AuditFixture audit;

  /** A new, empty log. */
  protected abstract AuditFixture openAudit(Clock time);

  @BeforeEach
  void open() {
    audit = openAudit(clock);
  }

  @AfterEach
  void close() {
    audit.close();
  }

  protected void signIns(int count) {
    for (int i = 0; i < count; i++) {
      audit.log().append(AuditEntry.of(clock.instant(), CALLER, Action.SIGN_IN, "planner" + i));
    }
  }
}
