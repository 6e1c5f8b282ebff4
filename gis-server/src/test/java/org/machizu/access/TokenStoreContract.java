package org.machizu.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.machizu.access.AuditEntry.Action;

/** Tokens by the hashes of their secrets; every store passes it. */
public abstract class TokenStoreContract {
  private static final Instant T = Instant.parse("2026-04-01T00:00:00.123Z");
  private static final AuditEntry MADE =
      AuditEntry.of(T, Actor.OPERATOR, Action.TOKEN_CREATED, "plow-3");
  private static final AuditEntry REVOKED =
      AuditEntry.of(T, Actor.OPERATOR, Action.TOKEN_REVOKED, "plow-3");

  protected abstract TokenStore tokens();

  protected abstract List<String> audited();

  protected abstract void reopen();

  private static Token token(String id, Credential kind, String subject) {
    return new Token(
        id, kind, "a name", subject, Set.of("crew"), true, "keeper", T, T.plusSeconds(60), null);
  }

  @Test
  void aTokenIsReadBackWithItsLastUse() {
    Token token = token("a", Credential.DEVICE, "plow-3");
    tokens().add("hash", token, MADE);
    assertThat(tokens().find("hash")).contains(token);

    tokens().touch("hash", T.plusSeconds(60));
    reopen();

    assertThat(tokens().find("hash").orElseThrow().lastUsed()).isEqualTo(T.plusSeconds(60));
    assertThat(tokens().find("a")).as("the id is no secret").isEmpty();
  }

  @Test
  void onesOwnAreListedAndRevokedApart() {
    tokens().add("h1", token("a", Credential.DEVICE, "clerk"), MADE);
    tokens().add("h2", token("b", Credential.API_TOKEN, "clerk"), MADE);
    tokens().add("h3", token("c", Credential.API_TOKEN, "other"), MADE);

    assertThat(tokens().list(null, "", 2)).extracting(Token::id).containsExactly("a", "b");
    assertThat(tokens().list(null, "b", 2)).extracting(Token::id).containsExactly("c");
    assertThat(tokens().list("clerk", "", 10)).extracting(Token::id).containsExactly("b");
    for (String id : List.of("a", "c", "none")) {
      assertThatThrownBy(() -> tokens().revoke("clerk", id, REVOKED))
          .isInstanceOf(AccountProblem.class);
    }
    tokens().revoke("clerk", "b", REVOKED);
    tokens().revoke(null, "a", REVOKED);

    assertThat(tokens().find("h2")).isEmpty();
    assertThat(tokens().find("h1")).isEmpty();
    assertThat(audited())
        .containsExactly(
            "TOKEN_CREATED", "TOKEN_CREATED", "TOKEN_CREATED", "TOKEN_REVOKED", "TOKEN_REVOKED");
  }
}
