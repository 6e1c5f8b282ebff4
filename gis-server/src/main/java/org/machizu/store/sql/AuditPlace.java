package org.machizu.store.sql;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.machizu.audit.AuditLine;

/** Where a page of audit lines ends: a line, which need not be there any more. */
record AuditPlace(String time, String chain, long number) {
  static AuditPlace of(AuditLine line) {
    return new AuditPlace(line.time(), line.chain(), line.number());
  }

  String write() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((number + "|" + chain + "|" + time).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws IllegalArgumentException when the token is none of ours
   */
  static AuditPlace read(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      String[] parts = text.split("\\|", 3);
      return new AuditPlace(Objects.requireNonNull(parts[2]), parts[1], Long.parseLong(parts[0]));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("'after' is no token of a page of audit lines", e);
    }
  }
}
