package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.audit.ChainReport;
import org.machizu.audit.ChainReport.Flaw;
import org.machizu.audit.ChainReport.Kind;
import org.machizu.audit.Head;
import org.machizu.store.sql.AuditSeals.Content;
import org.machizu.store.sql.AuditSeals.Seal;

/** Reads one chain again from its first line to its last, within one read. */
final class AuditCheck {
  private final String chain;
  private final AuditSeals seals;
  private final Connection connection;
  private final Instant now;
  private final Map<Long, List<Head>> known = new HashMap<>();
  private final List<Flaw> flaws = new ArrayList<>();

  /**
   * @param heads of all chains
   */
  AuditCheck(AuditChain chain, Connection connection, List<Head> heads, Instant now) {
    this.chain = chain.name();
    this.seals = chain.seals();
    this.connection = connection;
    this.now = now;
    for (Head head : heads) {
      if (head.chain().equals(this.chain)) {
        known.computeIfAbsent(head.batch(), b -> new ArrayList<>()).add(head);
      }
    }
  }

  ChainReport run() throws SQLException {
    long batches = 0;
    long line = 0;
    Seal last = null;
    try (PreparedStatement statement = seals.all(connection);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Seal seal = AuditSeals.read(row);
        check(seal, last, line);
        batches++;
        line = Math.max(line, seal.last());
        last = seal;
      }
    }
    long unsealed = seals.checkUnsealed(connection, last, now, this::add);
    checkEnd(last == null ? 0 : last.batch());
    Condition town = seals.town();
    long lines =
        Sql.numberOr(
            connection,
            0,
            "SELECT count(*) FROM %s WHERE %s".formatted(seals.tables().lines(), town.sql()),
            town.values().toArray());
    return new ChainReport(chain, lines, batches, unsealed, flaws);
  }

  private void check(Seal seal, @Nullable Seal before, long lineBefore) throws SQLException {
    long expected = before == null ? 1 : before.batch() + 1;
    String previous = before == null ? AuditSeals.GENESIS : before.hash();
    if (seal.batch() != expected) {
      add(
          Kind.SEAL_BROKEN,
          seal.batch(),
          "the seals of batches %d to %d are missing".formatted(expected, seal.batch() - 1));
    } else if (!seal.previous().equals(previous) || !seals.follows(seal, lineBefore)) {
      add(
          Kind.SEAL_BROKEN,
          seal.batch(),
          "the seal does not follow from that of batch " + (seal.batch() - 1));
    }
    Content content = seals.content(connection, seal);
    long sealed = seal.lines();
    String which = "lines %d to %d, sealed %s".formatted(seal.first(), seal.last(), seal.time());
    if (content.lines() < sealed) {
      add(
          Kind.LINES_MISSING,
          seal.batch(),
          "%s: %d of %d lines are missing".formatted(which, sealed - content.lines(), sealed));
    } else if (!content.hash().equals(seal.hash())) {
      add(Kind.CHANGED, seal.batch(), which + ": they are not what was sealed");
    }
    for (Head head : known.getOrDefault(seal.batch(), List.of())) {
      // Lines and seals that agree can both have been written anew; a head from before tells.
      if (!head.hash().equals(seal.hash()) || head.line() != seal.last()) {
        add(
            Kind.DIFFERS_FROM_HEAD,
            seal.batch(),
            "the head that was written down has another hash, %s…"
                .formatted(head.hash().substring(0, 12)));
        break;
      }
    }
  }

  private void checkEnd(long lastBatch) throws SQLException {
    long given = seals.batchesGiven(connection);
    long wanted = known.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    long end = Math.max(given, wanted);
    if (end > lastBatch) {
      add(
          Kind.CUT_OFF,
          lastBatch,
          "the chain ends with batch %d; it had %d".formatted(lastBatch, end));
    }
  }

  private void add(Kind kind, long batch, String detail) {
    if (flaws.size() < ChainReport.LISTED) {
      flaws.add(new Flaw(kind, batch, detail));
    }
  }
}
