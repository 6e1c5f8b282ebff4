package org.machizu.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.machizu.access.AuditEntry.Action;

/** Sessions by the hashes of their tokens; every store passes it. */
public abstract class SessionStoreContract {
  private static final Instant T = Instant.parse("2026-04-01T00:00:00.123Z");
  private static final AuditEntry IN = AuditEntry.of(T, Actor.OPERATOR, Action.SIGN_IN, "clerk");
  private static final AuditEntry OUT = AuditEntry.of(T, Actor.OPERATOR, Action.SIGN_OUT, "clerk");

  protected abstract SessionStore sessions();

  protected abstract List<String> audited();

  protected abstract void reopen();

  private static Session session(String id, String account, Instant begun) {
    return new Session(id, account, true, "192.0.2.1", "Firefox", begun, begun);
  }

  @Test
  void aSessionOutlivesARestartAndItsUseIsNoted() {
    Session session = session("a", "clerk", T);
    sessions().open("hash", session, IN);
    reopen();
    assertThat(sessions().find("hash")).contains(session);

    sessions().touch("hash", T.plusSeconds(60));
    sessions().touch("hash", T.plusSeconds(30));
    reopen();

    assertThat(sessions().find("hash").orElseThrow().lastUsed()).isEqualTo(T.plusSeconds(60));
    assertThat(sessions().find("other")).isEmpty();
  }

  @Test
  void endingIsLoggedOnceAndOnlyWhenSomethingEnds() {
    sessions().open("h1", session("a", "clerk", T), IN);
    sessions().open("h2", session("b", "clerk", T), IN);
    sessions().open("h3", session("c", "clerk", T), IN);
    sessions().open("h4", session("d", "other", T), IN);

    assertThat(sessions().close("h1", OUT)).isTrue();
    assertThat(sessions().close("h1", OUT)).isFalse();
    assertThat(sessions().closeById("clerk", "d", OUT)).as("somebody else's").isFalse();
    assertThat(sessions().closeAllOf("clerk", "h2", OUT)).isOne();
    assertThat(sessions().listOf("clerk")).extracting(Session::id).containsExactly("b");
    assertThat(sessions().listOf("other")).hasSize(1);
    assertThat(audited())
        .containsExactly("SIGN_IN", "SIGN_IN", "SIGN_IN", "SIGN_IN", "SIGN_OUT", "SIGN_OUT");
  }

  @Test
  void theOldestOfTooManyEndsAndWhatIsOverIsForgotten() {
    sessions().open("over", session("over", "other", T), IN);
    Instant later = T.plus(Session.ABSOLUTE_LIMIT).plusSeconds(1);
    for (int i = 0; i <= SessionStore.MOST_OF_ONE_ACCOUNT; i++) {
      sessions().open("h" + i, session("s" + i, "clerk", later.plusSeconds(i)), IN);
    }

    assertThat(sessions().listOf("clerk")).hasSize(SessionStore.MOST_OF_ONE_ACCOUNT);
    assertThat(sessions().find("h0")).isEmpty();
    assertThat(sessions().find("over")).isEmpty();
  }
}
