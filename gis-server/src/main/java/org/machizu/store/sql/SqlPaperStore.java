package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AuditEntry;
import org.machizu.permits.papers.Closing;
import org.machizu.permits.papers.LedgerEntry;
import org.machizu.permits.papers.Paper;
import org.machizu.permits.papers.Paper.Content;
import org.machizu.permits.papers.Paper.Draft;
import org.machizu.permits.papers.Paper.Kind;
import org.machizu.permits.papers.Paper.State;
import org.machizu.permits.papers.PaperNumber;
import org.machizu.permits.papers.PaperStore;
import org.machizu.permits.papers.Takings;
import org.machizu.permits.papers.YearFullException;

/**
 * Papers, their ledger and its closings in SQL. Whatever takes a number or decides by what it read
 * runs in {@link Transactions#write}, so that of two servers one waits.
 */
public final class SqlPaperStore implements PaperStore {
  private static final String PAPER =
      "SELECT year, number, kind, state, asked, author, terminal, lots, places, district, as_of, language, fee, checklist, code, hash, size, pages, answer, paid, reason FROM permit_paper WHERE municipality = ? ";
  private static final String CLOSING =
      "SELECT number, closed, author, first_entry, last_entry, paid_papers, paid_yen, back_papers, back_yen, due_papers, due_yen, counted, note FROM permit_closing WHERE municipality = ? ";

  /** Addresses of one paper; no address has a line end. */
  private static final String BETWEEN = "\n";

  private final String municipality;
  private final Transactions transactions;

  public SqlPaperStore(String municipality, Transactions transactions) {
    this.municipality = municipality;
    this.transactions = transactions;
  }

  @Override
  public Paper reserve(Draft draft) {
    int year = PaperNumber.fiscalYear(draft.at());
    return transactions.write(c -> {
      long number =
          1
              + Sql.numberOr(
                  c,
                  0,
                  "SELECT max(number) FROM permit_paper WHERE municipality = ? AND year = ?",
                  municipality,
                  year);
      if (number > PaperNumber.MOST) {
        throw new YearFullException(year);
      }
      Sql.update(
          c,
          "INSERT INTO permit_paper (municipality, year, number, kind, state, day, asked, author, terminal, lots, places, district, as_of, language, fee, checklist, code) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          municipality,
          year,
          number,
          draft.kind().name(),
          State.MAKING.name(),
          day(draft.at()),
          Moments.text(draft.at()),
          draft.author(),
          draft.terminal().orElse(null),
          String.join(" ", draft.lots().stream().map(String::valueOf).toList()),
          String.join(BETWEEN, draft.places()),
          draft.district(),
          draft.asOf() == null ? null : Moments.text(draft.asOf()),
          draft.language(),
          draft.feeYen(),
          draft.checklist(),
          draft.code());
      return get(c, new PaperNumber(year, number));
    });
  }

  private static String day(Instant at) {
    return LocalDate.ofInstant(at, PaperNumber.ZONE).toString();
  }

  @Override
  public Paper issue(PaperNumber number, Content content, AuditEntry entry) {
    return transactions.write(c -> {
      int changed =
          Sql.update(
              c,
              "UPDATE permit_paper SET state = CASE WHEN fee = 0 THEN ? ELSE ? END, hash = ?, size = ?, pages = ?, answer = ? WHERE municipality = ? AND year = ? AND number = ? AND state = ?",
              State.FREE.name(),
              State.DUE.name(),
              content.hash(),
              content.size(),
              content.pages(),
              content.answer(),
              municipality,
              number.year(),
              number.number(),
              State.MAKING.name());
      if (changed == 0) {
        throw new IllegalArgumentException("no paper " + number + " is being made");
      }
      AuditLines.insert(c, municipality, entry);
      return get(c, number);
    });
  }

  @Override
  public Optional<Paper> pay(PaperNumber number, String author, Instant at, AuditEntry entry) {
    return transactions.write(c -> {
      int changed =
          Sql.update(
              c,
              "UPDATE permit_paper SET state = ?, paid = ? WHERE municipality = ? AND year = ? AND number = ? AND state = ?",
              State.PAID.name(),
              Moments.text(at),
              municipality,
              number.year(),
              number.number(),
              State.DUE.name());
      if (changed == 0) {
        return Optional.empty();
      }
      Paper paper = get(c, number);
      book(c, paper, paper.draft().feeYen(), author, at);
      AuditLines.insert(c, municipality, entry);
      return Optional.of(paper);
    });
  }

  @Override
  public Optional<Paper> annul(
      PaperNumber number, String reason, String author, Instant at, AuditEntry entry) {
    return transactions.write(c -> {
      Optional<Paper> found = find(c, number);
      if (found.isEmpty() || !found.get().isOut() || found.get().state() == State.VOID) {
        return Optional.empty();
      }
      Sql.update(
          c,
          "UPDATE permit_paper SET state = ?, reason = ? WHERE municipality = ? AND year = ? AND number = ?",
          State.VOID.name(),
          reason,
          municipality,
          number.year(),
          number.number());
      if (found.get().state() == State.PAID) {
        book(c, found.get(), -found.get().draft().feeYen(), author, at);
      }
      AuditLines.insert(c, municipality, entry);
      return find(c, number);
    });
  }

  private void book(Connection c, Paper paper, int yen, String author, Instant at)
      throws SQLException {
    long next = 1 + newest(c, "permit_entry");
    Sql.update(
        c,
        "INSERT INTO permit_entry (municipality, number, booked, year, paper, kind, yen, author) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        municipality,
        next,
        Moments.text(at),
        paper.number().year(),
        paper.number().number(),
        paper.draft().kind().name(),
        yen,
        author);
  }

  private long newest(Connection c, String table) throws SQLException {
    return Sql.numberOr(
        c, 0, "SELECT max(number) FROM %s WHERE municipality = ?".formatted(table), municipality);
  }

  @Override
  public Optional<Paper> find(PaperNumber number) {
    return transactions.read(Transactions.ALLOWED, c -> find(c, number));
  }

  private Optional<Paper> find(Connection c, PaperNumber number) throws SQLException {
    return Rows.select(
            c,
            SqlPaperStore::paper,
            PAPER + "AND year = ? AND number = ?",
            municipality,
            number.year(),
            number.number())
        .stream()
        .findFirst();
  }

  private Paper get(Connection c, PaperNumber number) throws SQLException {
    return find(c, number).orElseThrow();
  }

  @Override
  public List<Paper> list(Wanted wanted, int limit) {
    if (limit < 1 || limit > MOST_LISTED) {
      throw new IllegalArgumentException(
          "limit " + limit + " is not allowed; give 1 to " + MOST_LISTED);
    }
    StringBuilder where = new StringBuilder("AND day >= ? AND day <= ? ");
    List<Object> values = new ArrayList<>();
    values.add(municipality);
    values.add(wanted.from().toString());
    values.add(wanted.to().toString());
    if (wanted.state() != null) {
      where.append("AND state = ? ");
      values.add(wanted.state().name());
    }
    if (wanted.before() != null) {
      where.append("AND (year < ? OR (year = ? AND number < ?)) ");
      values.add(wanted.before().year());
      values.add(wanted.before().year());
      values.add(wanted.before().number());
    }
    values.add(limit);
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Rows.select(
                c,
                SqlPaperStore::paper,
                PAPER + where + "ORDER BY year DESC, number DESC LIMIT ?",
                values.toArray()));
  }

  private static Paper paper(ResultSet row) throws SQLException {
    String asOf = row.getString(11);
    Draft draft =
        new Draft(
            Kind.valueOf(row.getString(3)),
            Instant.parse(row.getString(5)),
            row.getString(6),
            Optional.ofNullable(row.getString(7)),
            numbers(row.getString(8)),
            parts(row.getString(9)),
            row.getString(10),
            asOf == null ? null : Instant.parse(asOf),
            row.getString(12),
            row.getInt(13),
            row.getLong(14),
            row.getString(15));
    String hash = row.getString(16);
    return new Paper(
        new PaperNumber(row.getInt(1), row.getLong(2)),
        State.valueOf(row.getString(4)),
        draft,
        hash == null
            ? Optional.empty()
            : Optional.of(new Content(hash, row.getLong(17), row.getInt(18), row.getString(19))),
        Optional.ofNullable(row.getString(20)).map(Instant::parse),
        Optional.ofNullable(row.getString(21)));
  }

  private static List<Long> numbers(String text) {
    return text.isEmpty() ? List.of() : Arrays.stream(text.split(" ")).map(Long::valueOf).toList();
  }

  private static List<String> parts(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(BETWEEN));
  }

  @Override
  public Takings takings() {
    return transactions.read(
        Transactions.ALLOWED, c -> takings(c, lastClosed(c) + 1, newest(c, "permit_entry")));
  }

  private long lastClosed(Connection c) throws SQLException {
    return Sql.numberOr(
        c, 0, "SELECT max(last_entry) FROM permit_closing WHERE municipality = ?", municipality);
  }

  private Takings takings(Connection c, long from, long to) throws SQLException {
    String entries =
        "SELECT count(*), coalesce(sum(abs(yen)), 0) FROM permit_entry WHERE municipality = ? AND number >= ? AND number <= ? AND yen %s 0";
    return new Takings(
        from,
        to,
        sum(c, entries.formatted(">"), municipality, from, to),
        sum(c, entries.formatted("<"), municipality, from, to),
        sum(
            c,
            "SELECT count(*), coalesce(sum(fee), 0) FROM permit_paper WHERE municipality = ? AND state = ?",
            municipality,
            State.DUE.name()));
  }

  private static Takings.Sum sum(Connection c, String sql, @Nullable Object... values)
      throws SQLException {
    return Rows.select(c, row -> new Takings.Sum(row.getLong(1), row.getLong(2)), sql, values)
        .getFirst();
  }

  @Override
  public List<LedgerEntry> entries(long from, long to) {
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Rows.select(
                c,
                row ->
                    new LedgerEntry(
                        row.getLong(1),
                        Instant.parse(row.getString(2)),
                        new PaperNumber(row.getInt(3), row.getLong(4)),
                        Kind.valueOf(row.getString(5)),
                        row.getInt(6),
                        row.getString(7)),
                "SELECT number, booked, year, paper, kind, yen, author FROM permit_entry WHERE municipality = ? AND number >= ? AND number <= ? ORDER BY number LIMIT ?",
                municipality,
                from,
                to,
                MOST_LISTED));
  }

  @Override
  public Optional<Closing> close(
      long to, OptionalLong countedYen, String note, String author, Instant at, AuditEntry entry) {
    return transactions.write(c -> {
      long from = lastClosed(c) + 1;
      if (to < from || to > newest(c, "permit_entry")) {
        return Optional.empty();
      }
      Takings takings = takings(c, from, to);
      long number = 1 + newest(c, "permit_closing");
      Sql.update(
          c,
          "INSERT INTO permit_closing (municipality, number, closed, author, first_entry, last_entry, paid_papers, paid_yen, back_papers, back_yen, due_papers, due_yen, counted, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          municipality,
          number,
          Moments.text(at),
          author,
          from,
          to,
          takings.paid().papers(),
          takings.paid().yen(),
          takings.back().papers(),
          takings.back().yen(),
          takings.due().papers(),
          takings.due().yen(),
          countedYen.isPresent() ? (Long) countedYen.getAsLong() : null,
          note);
      AuditLines.insert(c, municipality, entry.with("closing", number));
      return closing(c, number);
    });
  }

  private Optional<Closing> closing(Connection c, long number) throws SQLException {
    return Rows.select(c, SqlPaperStore::closing, CLOSING + "AND number = ?", municipality, number)
        .stream()
        .findFirst();
  }

  private static Closing closing(ResultSet row) throws SQLException {
    Takings takings =
        new Takings(
            row.getLong(4),
            row.getLong(5),
            new Takings.Sum(row.getLong(6), row.getLong(7)),
            new Takings.Sum(row.getLong(8), row.getLong(9)),
            new Takings.Sum(row.getLong(10), row.getLong(11)));
    long counted = row.getLong(12);
    return new Closing(
        row.getLong(1),
        Instant.parse(row.getString(2)),
        row.getString(3),
        takings,
        row.wasNull() ? OptionalLong.empty() : OptionalLong.of(counted),
        row.getString(13));
  }

  @Override
  public Optional<Closing> findClosing(long number) {
    return transactions.read(Transactions.ALLOWED, c -> closing(c, number));
  }

  @Override
  public List<Closing> closings(int limit) {
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Rows.select(
                c,
                SqlPaperStore::closing,
                CLOSING + "ORDER BY number DESC LIMIT ?",
                municipality,
                Math.clamp(limit, 1, MOST_LISTED)));
  }

  @Override
  public List<DaySum> sums(LocalDate from, LocalDate to) {
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Rows.select(
                c,
                row ->
                    new DaySum(
                        LocalDate.parse(row.getString(1)),
                        row.getString(2).toLowerCase(Locale.ROOT),
                        row.getString(3) == null ? "desk" : "terminal:" + row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7)),
                "SELECT day, kind, terminal, count(*), sum(CASE WHEN state = 'VOID' THEN 1 ELSE 0 END), sum(pages), sum(CASE WHEN state = 'PAID' THEN fee ELSE 0 END) FROM permit_paper WHERE municipality = ? AND day >= ? AND day <= ? AND hash IS NOT NULL GROUP BY day, kind, terminal ORDER BY day, kind, terminal LIMIT 10000",
                municipality,
                from.toString(),
                to.toString()));
  }
}
