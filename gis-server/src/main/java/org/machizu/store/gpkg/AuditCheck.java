package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.machizu.audit.ChainReport;
import org.machizu.audit.ChainReport.Flaw;
import org.machizu.audit.ChainReport.Kind;
import org.machizu.audit.Head;
import org.machizu.store.gpkg.AuditSeals.Content;
import org.machizu.store.gpkg.AuditSeals.Seal;
import org.machizu.store.sql.Sql;

/** Reads one chain again from its first line to its last, within one read. */
final class AuditCheck {
  private final String chain;
  private final Connection connection;
  private final Map<Long, List<Head>> known = new HashMap<>();
  private final List<Flaw> flaws = new ArrayList<>();

  /**
   * @param heads of all chains
   */
  AuditCheck(String chain, Connection connection, List<Head> heads) {
    this.chain = chain;
    this.connection = connection;
    for (Head head : heads) {
      if (head.chain().equals(chain)) {
        known.computeIfAbsent(head.batch(), b -> new ArrayList<>()).add(head);
      }
    }
  }

  ChainReport run() throws SQLException {
    long batches = 0;
    long expected = 1;
    long line = 0;
    String previous = AuditSeals.GENESIS;
    try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT batch, first_line, last_line, time, previous, hash FROM machizu_audit_seal ORDER BY batch");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Seal seal = AuditSeals.read(row);
        check(seal, expected, line, previous);
        batches++;
        expected = seal.batch() + 1;
        line = Math.max(line, seal.last());
        previous = seal.hash();
      }
    }
    checkBefore();
    long unsealed = checkAfter(line);
    checkEnd(expected - 1);
    long lines = Sql.numberOr(connection, 0, "SELECT count(*) FROM machizu_audit");
    return new ChainReport(chain, lines, batches, unsealed, flaws);
  }

  private void check(Seal seal, long expected, long lineBefore, String previous)
      throws SQLException {
    if (seal.batch() != expected) {
      add(
          Kind.SEAL_BROKEN,
          seal.batch(),
          "the seals of batches %d to %d are missing".formatted(expected, seal.batch() - 1));
    } else if (!seal.previous().equals(previous) || seal.first() != lineBefore + 1) {
      add(
          Kind.SEAL_BROKEN,
          seal.batch(),
          "the seal does not follow from that of batch " + (seal.batch() - 1));
    }
    Content content = AuditSeals.hash(connection, seal);
    long sealed = seal.last() - seal.first() + 1;
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

  private void checkBefore() throws SQLException {
    long before = Sql.numberOr(connection, 0, "SELECT count(*) FROM machizu_audit WHERE id < 1");
    if (before > 0) {
      add(Kind.CHANGED, 0, before + " lines were put in before the first one");
    }
  }

  /** Lines that no seal covers yet are known by their numbers only. */
  private long checkAfter(long lastSealed) throws SQLException {
    long unsealed =
        Sql.numberOr(connection, 0, "SELECT count(*) FROM machizu_audit WHERE id > ?", lastSealed);
    long last = Sql.numberOr(connection, lastSealed, "SELECT max(id) FROM machizu_audit");
    long given =
        Sql.numberOr(
            connection, 0, "SELECT seq FROM sqlite_sequence WHERE name = ?", AuditTable.NAME);
    if (last > lastSealed && last - lastSealed != unsealed) {
      add(Kind.LINES_MISSING, 0, "numbers are missing among the lines after " + lastSealed);
    }
    if (given > Math.max(last, lastSealed)) {
      add(
          Kind.CUT_OFF,
          0,
          "lines %d to %d were written and are gone"
              .formatted(Math.max(last, lastSealed) + 1, given));
    }
    return unsealed;
  }

  private void checkEnd(long lastBatch) throws SQLException {
    long given =
        Sql.numberOr(
            connection, 0, "SELECT seq FROM sqlite_sequence WHERE name = 'machizu_audit_seal'");
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
