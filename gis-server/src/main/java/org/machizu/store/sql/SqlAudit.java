package org.machizu.store.sql;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditLog;
import org.machizu.audit.AuditChains;
import org.machizu.audit.AuditFilter;
import org.machizu.audit.AuditLine;
import org.machizu.audit.AuditRecords;
import org.machizu.audit.ChainReport;
import org.machizu.audit.Head;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;

/**
 * The audit log over all chains of a store. Lines of changes lie with what they tell; of a folder
 * of files, lines without one go into the operations file.
 */
public final class SqlAudit implements AuditLog, AuditRecords, AuditChains {
  private static final Duration CHECK_ALLOWED = Duration.ofHours(1);

  private static final Comparator<AuditLine> NEWEST_FIRST =
      Comparator.comparing(AuditLine::time)
          .reversed()
          .thenComparing(AuditLine::chain)
          .thenComparing(Comparator.comparingLong(AuditLine::number).reversed());

  private final String municipality;
  private final Supplier<List<AuditChain>> chains;
  private final Transactions operations;
  private final Clock clock;

  /**
   * @param chains those that there are now
   * @param operations where lines without a change of content go
   */
  public SqlAudit(
      String municipality,
      Supplier<List<AuditChain>> chains,
      Transactions operations,
      Clock clock) {
    this.municipality = municipality;
    this.chains = chains;
    this.operations = operations;
    this.clock = clock;
  }

  @Override
  public void append(AuditEntry entry) {
    operations.writeBlind(c -> AuditLines.insert(c, municipality, entry));
  }

  @Override
  public boolean seal() {
    boolean any = false;
    RuntimeException failed = null;
    for (AuditChain chain : chains.get()) {
      try {
        while (chain
                .transactions()
                .read(Transactions.ALLOWED, c -> chain.seals().isBehind(c, clock.instant()))
            && chain.transactions().write(c -> chain.seals().seal(c, clock.instant()))) {
          any = true;
        }
      } catch (RuntimeException e) { // a file that is locked must not keep the others waiting
        failed = e;
      }
    }
    if (failed != null && !any) {
      throw failed;
    }
    return any;
  }

  @Override
  public List<Head> heads() {
    List<Head> heads = new ArrayList<>();
    for (AuditChain chain : chains.get()) {
      chain
          .transactions()
          .read(Transactions.ALLOWED, c -> Optional.ofNullable(chain.seals().last(c)))
          .ifPresent(
              seal -> heads.add(new Head(chain.name(), seal.batch(), seal.last(), seal.hash())));
    }
    heads.sort(Comparator.comparing(Head::chain));
    return heads;
  }

  @Override
  public List<ChainReport> verify(List<Head> known, Progress progress) throws CancelledException {
    List<ChainReport> reports = new ArrayList<>();
    List<AuditChain> all = chains.get();
    List<Head> heads =
        known.stream()
            .map(h -> new Head(KeptChains.chainOf(h, all), h.batch(), h.line(), h.hash()))
            .toList();
    for (AuditChain chain : all) {
      progress.checkCancelled();
      progress.report((double) reports.size() / all.size());
      reports.add(
          chain
              .transactions()
              .read(CHECK_ALLOWED, c -> new AuditCheck(chain, c, heads, clock.instant()).run()));
    }
    Set<String> present = all.stream().map(AuditChain::name).collect(Collectors.toSet());
    heads.stream()
        .map(Head::chain)
        .filter(name -> !present.contains(name))
        .distinct()
        .sorted()
        .forEach(name -> reports.add(missing(name)));
    return reports;
  }

  private static ChainReport missing(String chain) {
    return new ChainReport(
        chain,
        0,
        0,
        0,
        List.of(
            new ChainReport.Flaw(
                ChainReport.Kind.FILE_MISSING, 0, "a head names the file, and it is not there")));
  }

  @Override
  public Page find(AuditFilter filter, @Nullable String after, int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit " + limit + " is not allowed; give 1 to " + MAX_LIMIT);
    }
    AuditPlace place = after == null ? null : AuditPlace.read(after);
    List<AuditLine> found = new ArrayList<>();
    for (AuditChain chain : chains.get()) {
      found.addAll(
          chain
              .transactions()
              .read(
                  Transactions.ALLOWED,
                  c -> AuditSearch.of(chain, filter).after(place).read(c, limit + 1)));
    }
    found.sort(NEWEST_FIRST);
    List<AuditLine> page = found.subList(0, Math.min(limit, found.size()));
    return new Page(page, found.size() > limit ? AuditPlace.of(page.getLast()).write() : null);
  }

  @Override
  public long count(AuditFilter filter, long atMost) {
    long found = 0;
    for (AuditChain chain : chains.get()) {
      if (found < atMost) {
        long left = atMost - found;
        found +=
            chain
                .transactions()
                .read(Transactions.ALLOWED, c -> AuditSearch.of(chain, filter).count(c, left));
      }
    }
    return found;
  }
}
