package org.machizu.store.postgis;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.machizu.jobs.SharedFiles;
import org.machizu.jobs.SpoolLimitException;
import org.machizu.store.sql.Chunks;
import org.machizu.store.sql.Moments;
import org.machizu.store.sql.Sql;

/** Files of jobs in the database, where every server finds them. */
final class PostgisJobFiles implements SharedFiles {
  private final String municipality;
  private final Database database;
  private final Chunks chunks;

  PostgisJobFiles(Database database) {
    this.municipality = database.municipality();
    this.database = database;
    this.chunks = new Chunks(municipality, database);
  }

  @Override
  public void put(String job, Role role, String name, InputStream content, long maxBytes)
      throws IOException {
    AtomicLong size = new AtomicLong();
    Optional<Long> before =
        chunks.take(
            content,
            maxBytes,
            SpoolLimitException::tooLarge,
            piece -> size.addAndGet(piece.length),
            (c, id) -> {
              Optional<Long> replaced = forget(c, job, role);
              Sql.update(
                  c,
                  "INSERT INTO job_file (municipality, job, role, name, size, stored, content) VALUES (?, ?, ?, ?, ?, ?, ?)",
                  municipality,
                  job,
                  role.name(),
                  name,
                  size.get(),
                  Moments.text(Instant.now()),
                  id);
              chunks.finish(c, id);
              return replaced;
            });
    before.ifPresent(chunks::clear);
  }

  @Override
  public Optional<Kept> find(String job, Role role) {
    return database.read(
        Database.ALLOWED,
        c -> {
          try (PreparedStatement statement =
              c.prepareStatement(
                  "SELECT name, size FROM job_file WHERE municipality = ? AND job = ? AND role = ?")) {
            Sql.bind(statement, municipality, job, role.name());
            try (ResultSet row = statement.executeQuery()) {
              return row.next()
                  ? Optional.of(new Kept(row.getString(1), row.getLong(2)))
                  : Optional.empty();
            }
          }
        });
  }

  @Override
  public Optional<InputStream> open(String job, Role role) {
    return database.read(
        Database.ALLOWED,
        c ->
            Optional.ofNullable(
                    Sql.number(
                        c,
                        "SELECT content FROM job_file WHERE municipality = ? AND job = ? AND role = ?",
                        municipality,
                        job,
                        role.name()))
                .map(chunks::open));
  }

  @Override
  public boolean remove(String job, Role role) {
    Optional<Long> content = database.write(c -> forget(c, job, role));
    content.ifPresent(chunks::clear);
    return content.isPresent();
  }

  /** From here on there is no such file; what is left of its content is to be cleared. */
  private Optional<Long> forget(Connection connection, String job, Role role) throws SQLException {
    Long id =
        Sql.number(
            connection,
            "DELETE FROM job_file WHERE municipality = ? AND job = ? AND role = ? RETURNING content",
            municipality,
            job,
            role.name());
    if (id != null) {
      chunks.giveUp(connection, id);
    }
    return Optional.ofNullable(id);
  }

  @Override
  public long usedBytes() {
    return database.read(
        Database.ALLOWED,
        c ->
            Sql.numberOr(
                c,
                0,
                "SELECT (SELECT coalesce(sum(size), 0) FROM job_file WHERE municipality = ?) + (SELECT coalesce(sum(octet_length(k.bytes)), 0) FROM attachment_content a JOIN attachment_chunk k ON k.municipality = a.municipality AND k.content = a.id WHERE a.municipality = ? AND a.finished = 0)",
                municipality,
                municipality));
  }

  /** One after the other: a transaction is not to hold everything that is too old. */
  @Override
  public void sweep(Duration age) {
    String before = Moments.text(Instant.now().minus(age));
    for (Role role : Role.values()) {
      List<String> old =
          database.read(
              Database.ALLOWED,
              c ->
                  Sql.strings(
                      c,
                      "SELECT f.job FROM job_file f WHERE f.municipality = ? AND f.role = ? AND f.stored < ? AND NOT EXISTS (SELECT FROM job j WHERE j.municipality = f.municipality AND j.id = f.job AND j.state IN ('QUEUED', 'RUNNING'))",
                      municipality,
                      role.name(),
                      before));
      for (String job : old) {
        boolean unused = remove(job, role);
      }
    }
  }
}
