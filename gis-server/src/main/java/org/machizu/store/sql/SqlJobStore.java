package org.machizu.store.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.jobs.Job;
import org.machizu.jobs.JobStore;

/** Jobs in SQL. */
public final class SqlJobStore implements JobStore {
  private static final int MAX_LIST = 1000;
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());
  private static final String SELECT =
      "SELECT id, kind, owner, state, progress, result, created, changed FROM job WHERE municipality = ? ";

  private final String municipality;
  private final Transactions transactions;

  public SqlJobStore(String municipality, Transactions transactions) {
    this.municipality = municipality;
    this.transactions = transactions;
  }

  @Override
  public void save(Job job) {
    String result = write(job.result());
    transactions.writeBlind(c ->
        Sql.update(
            c,
            "INSERT INTO job (municipality, id, kind, owner, state, progress, result, created, changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (municipality, id) DO UPDATE SET kind = excluded.kind, owner = excluded.owner, state = excluded.state, progress = excluded.progress, result = excluded.result, created = excluded.created, changed = excluded.changed",
            municipality,
            job.id(),
            job.kind(),
            job.owner(),
            job.state().name(),
            job.progress(),
            result,
            Moments.text(job.created()),
            Moments.text(job.changed())));
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
  public List<Job> listUnfinished() {
    return select("AND state IN ('QUEUED', 'RUNNING') ORDER BY created, id");
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
        Transactions.ALLOWED,
        c -> {
          try (PreparedStatement statement = c.prepareStatement(SELECT + rest)) {
            Sql.bind(statement, all.toArray());
            try (ResultSet row = statement.executeQuery()) {
              List<Job> jobs = new ArrayList<>();
              while (row.next()) {
                jobs.add(job(row));
              }
              return jobs;
            }
          }
        });
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
