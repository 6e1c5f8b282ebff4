package org.machizu.store.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.jobs.ClaimedJob;
import org.machizu.jobs.Job;
import org.machizu.jobs.JobStore;
import org.machizu.jobs.JobWork;

/** Jobs in SQL. */
public final class SqlJobStore implements JobStore {
  private static final int MAX_LIST = 1000;
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());
  private static final String COLUMNS =
      "id, kind, owner, state, progress, result, created, changed";
  private static final String SELECT = "SELECT " + COLUMNS + " FROM job WHERE municipality = ? ";

  private final String municipality;
  private final Transactions transactions;
  private final Dialect dialect;

  public SqlJobStore(String municipality, Transactions transactions, Dialect dialect) {
    this.municipality = municipality;
    this.transactions = transactions;
    this.dialect = dialect;
  }

  @Override
  public void save(Job job) {
    transactions.writeBlind(c -> write(c, job));
  }

  private int write(Connection c, Job job) throws SQLException {
    return Sql.update(
        c,
        "INSERT INTO job (municipality, id, kind, owner, state, progress, result, created, changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (municipality, id) DO UPDATE SET kind = excluded.kind, owner = excluded.owner, state = excluded.state, progress = excluded.progress, result = excluded.result, created = excluded.created, changed = excluded.changed",
        municipality,
        job.id(),
        job.kind(),
        job.owner(),
        job.state().name(),
        job.progress(),
        write(job.result()),
        Moments.text(job.created()),
        Moments.text(job.changed()));
  }

  @Override
  public void hold(Job job, String server, Duration lease) {
    transactions.writeBlind(c -> {
      write(c, job);
      return Sql.update(
          c,
          "UPDATE job SET holder = ?, lease = ? WHERE municipality = ? AND id = ?",
          server,
          Moments.text(dialect.now(c).plus(lease)),
          municipality,
          job.id());
    });
  }

  @Override
  public boolean queue(Job job, JobWork work, String server, int atMost) {
    String text = text(work);
    return transactions.write(c -> {
      // As it is counted, so it is added: a queue takes the lock of all writers of the town.
      long present =
          Sql.numberOr(
              c,
              0,
              "SELECT count(*) FROM job WHERE municipality = ? AND work LIKE ? AND (state = 'QUEUED' OR (state = 'RUNNING' AND holder = ?))",
              municipality,
              beginning(work.lane()) + "%",
              server);
      if (present >= atMost) {
        return false;
      }
      write(c, job);
      return Sql.update(
              c,
              "UPDATE job SET work = ? WHERE municipality = ? AND id = ?",
              text,
              municipality,
              job.id())
          > 0;
    });
  }

  /** Work as it is written down. The lane stands first, so that jobs can be chosen by it. */
  private static String text(JobWork work) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("asker", work.asker());
    members.put("parameters", work.parameters());
    return beginning(work.lane()) + "," + String.valueOf(write(members)).substring(1);
  }

  private static String beginning(JobWork.Lane lane) {
    return "{\"lane\":\"" + lane + "\"";
  }

  @Override
  public Optional<ClaimedJob> claim(
      String server, JobWork.Lane lane, Set<String> kinds, Duration lease) {
    String waiting =
        "SELECT id FROM job WHERE municipality = ? AND work LIKE ? AND tries < ? AND (state = 'QUEUED' OR (state = 'RUNNING' AND (lease IS NULL OR lease <= ?))) AND kind IN (%s) ORDER BY created, id LIMIT 1"
            .formatted(String.join(", ", Collections.nCopies(kinds.size(), "?")));
    // Mostly there is nothing, and looking keeps no writer waiting.
    boolean none =
        transactions.read(
            Transactions.ALLOWED,
            c -> Sql.strings(c, waiting, of(dialect.now(c), lane, kinds)).isEmpty());
    if (none) {
      return Optional.empty();
    }
    String sql =
        "UPDATE job SET state = 'RUNNING', progress = 0, holder = ?, lease = ?, tries = tries + 1, changed = ? WHERE municipality = ? AND id = (%s%s) RETURNING %s, work"
            .formatted(waiting, dialect.skipLocked(), COLUMNS);
    return transactions.writeBlind(c -> {
      Instant now = dialect.now(c);
      List<Object> values =
          new ArrayList<>(
              List.of(server, Moments.text(now.plus(lease)), Moments.text(now), municipality));
      values.addAll(List.of(of(now, lane, kinds)));
      return Rows.select(c, SqlJobStore::claimed, sql, values.toArray()).stream().findFirst();
    });
  }

  private Object[] of(Instant now, JobWork.Lane lane, Set<String> kinds) {
    List<Object> values =
        new ArrayList<>(
            List.of(municipality, beginning(lane) + "%", MOST_TRIES, Moments.text(now)));
    values.addAll(kinds);
    return values.toArray();
  }

  @Override
  public Set<String> renew(String server, Duration lease) {
    return transactions.writeBlind(c ->
        new HashSet<>(
            Sql.strings(
                c,
                "UPDATE job SET lease = ? WHERE municipality = ? AND holder = ? AND state IN ('QUEUED', 'RUNNING') RETURNING id",
                Moments.text(dialect.now(c).plus(lease)),
                municipality,
                server)));
  }

  @Override
  public void forgetServer(String server) {
    transactions.writeBlind(c ->
        Sql.update(
            c,
            "UPDATE job SET lease = ? WHERE municipality = ? AND holder = ? AND state IN ('QUEUED', 'RUNNING')",
            Moments.text(Instant.EPOCH),
            municipality,
            server));
  }

  @Override
  public boolean saveHeld(Job job, String server) {
    String result = write(job.result());
    return transactions.writeBlind(c ->
        Sql.update(
            c,
            "UPDATE job SET state = ?, progress = ?, result = ?, changed = ? WHERE municipality = ? AND id = ? AND holder = ? AND state IN ('QUEUED', 'RUNNING')",
            job.state().name(),
            job.progress(),
            result,
            Moments.text(job.changed()),
            municipality,
            job.id(),
            server))
        > 0;
  }

  @Override
  public boolean release(String server, String id) {
    return transactions.writeBlind(c ->
        Sql.update(
            c,
            "UPDATE job SET state = 'QUEUED', progress = 0, holder = NULL, lease = NULL, tries = tries - 1 WHERE municipality = ? AND id = ? AND holder = ? AND state = 'RUNNING' AND work IS NOT NULL",
            municipality,
            id,
            server))
        > 0;
  }

  @Override
  public boolean cancelWaiting(String id, Instant now) {
    return transactions.writeBlind(c ->
        Sql.update(
            c,
            "UPDATE job SET state = 'CANCELLED', result = NULL, changed = ? WHERE municipality = ? AND id = ? AND state = 'QUEUED' AND holder IS NULL AND work IS NOT NULL",
            Moments.text(now),
            municipality,
            id))
        > 0;
  }

  @Override
  public void askToStop(String id) {
    transactions.writeBlind(c ->
        Sql.update(
            c,
            "UPDATE job SET stop = 1 WHERE municipality = ? AND id = ? AND state IN ('QUEUED', 'RUNNING')",
            municipality,
            id));
  }

  @Override
  public List<String> listToStop(String server) {
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Sql.strings(
                c,
                "SELECT id FROM job WHERE municipality = ? AND holder = ? AND stop = 1 AND state IN ('QUEUED', 'RUNNING') ORDER BY created, id",
                municipality,
                server));
  }

  /** For the start of the only server of a store: whoever held a job is no more. */
  public static void forgetHolders(Connection connection, String municipality) throws SQLException {
    Sql.update(
        connection,
        "UPDATE job SET lease = ? WHERE municipality = ? AND lease IS NOT NULL",
        Moments.text(Instant.EPOCH),
        municipality);
  }

  @Override
  public Optional<Job> find(String id) {
    return select("AND id = ?", id).stream().findFirst();
  }

  @Override
  public List<Job> list(int limit) {
    if (limit < 1 || limit > MAX_LIST) {
      throw new IllegalArgumentException(
          "limit " + limit + " is not allowed; give 1 to " + MAX_LIST);
    }
    return select("ORDER BY created DESC, id DESC LIMIT ?", limit);
  }

  @Override
  public List<Job> listAbandoned() {
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Rows.select(
                c,
                SqlJobStore::job,
                SELECT
                    + "AND state IN ('QUEUED', 'RUNNING') AND (lease IS NULL OR lease <= ?) AND (work IS NULL OR tries >= ?) ORDER BY created, id",
                municipality,
                Moments.text(dialect.now(c)),
                MOST_TRIES));
  }

  @Override
  public void forget(Duration age, Instant now) {
    transactions.write(c ->
        Sql.update(
            c,
            "DELETE FROM job WHERE municipality = ? AND state NOT IN ('QUEUED', 'RUNNING') AND changed < ?",
            municipality,
            Moments.text(now.minus(age))));
  }

  private List<Job> select(String rest, Object... values) {
    List<Object> all = new ArrayList<>(List.of(municipality));
    all.addAll(List.of(values));
    return transactions.read(
        Transactions.ALLOWED, c -> Rows.select(c, SqlJobStore::job, SELECT + rest, all.toArray()));
  }

  private static ClaimedJob claimed(ResultSet row) throws SQLException {
    try {
      return new ClaimedJob(job(row), JSON.readValue(row.getString(9), JobWork.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a job's stored work is damaged", e);
    }
  }

  private static Job job(ResultSet row) throws SQLException {
    return new Job(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        Job.State.valueOf(row.getString(4)),
        row.getDouble(5),
        read(row.getString(6)),
        Instant.parse(row.getString(7)),
        Instant.parse(row.getString(8)));
  }

  private static @Nullable String write(@Nullable Map<String, Object> result) {
    try {
      return result == null ? null : JSON.writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a job's result must be ready for JSON", e);
    }
  }

  private static @Nullable Map<String, Object> read(@Nullable String result) {
    try {
      return result == null ? null : JSON.readValue(result, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a job's stored result is damaged", e);
    }
  }
}
