package org.machizu.store.postgis;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.machizu.store.sql.Sql;

/**
 * What a PostgreSQL that is spread over machines by municipality asks of each operational table:
 * the municipality stands first in every key, and no key leads past it.
 */
class SpreadTest {
  /** Every table, partitioned or not; Flyway's own is a reference table there. */
  private static final String TABLES =
      "SELECT c.oid FROM pg_class c WHERE c.relnamespace = 'machizu'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'schema_history'";

  /** Unique indexes that do not begin with the municipality, primary keys among them. */
  private static final String KEYS_WITHOUT =
      "SELECT i.indexrelid::regclass::text FROM pg_index i LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] WHERE i.indrelid IN (%s) AND i.indisunique AND a.attname IS DISTINCT FROM 'municipality' ORDER BY 1"
          .formatted(TABLES);

  private static final String TABLES_WITHOUT_KEY =
      "SELECT c.oid::regclass::text FROM pg_class c WHERE c.oid IN (%s) AND NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary) ORDER BY 1"
          .formatted(TABLES);

  /** Foreign keys that do not lead from the municipality to the municipality. */
  private static final String REFERENCES_WITHOUT =
      "SELECT k.conname::text FROM pg_constraint k WHERE k.contype = 'f' AND k.conrelid IN (%s) AND NOT EXISTS (SELECT 1 FROM generate_subscripts(k.conkey, 1) n JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[n] JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[n] WHERE a.attname = 'municipality' AND b.attname = 'municipality') ORDER BY 1"
          .formatted(TABLES);

  private static List<String> found(Connection connection) throws SQLException {
    return Sql.strings(
        connection,
        "(%s) UNION ALL (%s) UNION ALL (%s)"
            .formatted(KEYS_WITHOUT, TABLES_WITHOUT_KEY, REFERENCES_WITHOUT));
  }

  @Test
  void theMunicipalityLeadsEveryKeyOfEveryOperationalTable() throws Exception {
    try (TestTown town = new TestTown();
        Connection connection = town.connect()) {
      assertThat(Sql.numberOr(connection, 0, "SELECT count(*) FROM (%s) t".formatted(TABLES)))
          .isGreaterThan(15);
      assertThat(found(connection)).isEmpty();
    }
  }

  @Test
  void whatBreaksTheRuleIsFound() throws Exception {
    try (TestTown town = new TestTown();
        Connection connection = town.connect()) {
      Sql.execute(connection, "CREATE TABLE machizu.keyless (municipality text)");
      Sql.execute(
          connection,
          "CREATE TABLE machizu.turned (id int, municipality text, PRIMARY KEY (id, municipality))");
      Sql.execute(connection, "CREATE UNIQUE INDEX job_kind ON machizu.job (kind)");
      Sql.execute(connection, "CREATE UNIQUE INDEX job_lower ON machizu.job (lower(municipality))");
      Sql.execute(
          connection,
          "CREATE TABLE machizu.child (municipality text, id text, kind text REFERENCES machizu.job (kind), PRIMARY KEY (municipality, id))");

      assertThat(found(connection))
          .containsExactlyInAnyOrder(
              "keyless", "turned_pkey", "job_kind", "job_lower", "child_kind_fkey");
    }
  }
}
