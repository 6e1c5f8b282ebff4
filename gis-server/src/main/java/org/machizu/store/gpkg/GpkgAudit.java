package org.machizu.store.gpkg;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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
import org.machizu.store.sql.AuditLines;
import org.machizu.store.sql.Moments;

/**
 * The audit log over all files of the folder. Lines of changes lie with what they tell; lines
 * without one go into the operations file.
 */
final class GpkgAudit implements AuditLog, AuditRecords, AuditChains {
  private static final Duration CHECK_ALLOWED = Duration.ofHours(1);

  private static final Comparator<AuditLine> NEWEST_FIRST =
      Comparator.comparing(AuditLine::time)
          .reversed()
          .thenComparing(AuditLine::chain)
          .thenComparing(Comparator.comparingLong(AuditLine::number).reversed());

  private final String municipality;
  private final Supplier<List<AuditFile>> files;
  private final Writer operations;
  private final Clock clock;

  /**
   * @param files those that there are now
   * @param operations where lines without a change of content go
   */
  GpkgAudit(String municipality, Supplier<List<AuditFile>> files, Writer operations, Clock clock) {
    this.municipality = municipality;
    this.files = files;
    this.operations = operations;
    this.clock = clock;
  }

  @Override
  public void append(AuditEntry entry) {
    operations.write(c -> {
      AuditLines.insert(c, municipality, entry);
      return true;
    });
  }

  @Override
  public boolean seal() {
    boolean any = false;
    RuntimeException failed = null;
    for (AuditFile file : files.get()) {
      try {
        while (file.readers().read(FeatureReads.ALLOWED, AuditSeals::isBehind)
            && file.writer().write(c -> AuditSeals.seal(c, Moments.text(clock.instant())))) {
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
    for (AuditFile file : files.get()) {
      file.readers()
          .read(FeatureReads.ALLOWED, c -> Optional.ofNullable(AuditSeals.last(c)))
          .ifPresent(
              seal -> heads.add(new Head(file.chain(), seal.batch(), seal.last(), seal.hash())));
    }
    heads.sort(Comparator.comparing(Head::chain));
    return heads;
  }

  @Override
  public List<ChainReport> verify(List<Head> known, Progress progress) throws CancelledException {
    List<ChainReport> reports = new ArrayList<>();
    List<AuditFile> all = files.get();
    for (AuditFile file : all) {
      progress.checkCancelled();
      progress.report((double) reports.size() / all.size());
      reports.add(
          file.readers().read(CHECK_ALLOWED, c -> new AuditCheck(file.chain(), c, known).run()));
    }
    Set<String> present = all.stream().map(AuditFile::chain).collect(Collectors.toSet());
    known.stream()
        .map(Head::chain)
        .filter(chain -> !present.contains(chain))
        .distinct()
        .sorted()
        .forEach(chain -> reports.add(missing(chain)));
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
    Place place = after == null ? null : Place.read(after);
    List<AuditLine> found = new ArrayList<>();
    for (AuditFile file : files.get()) {
      found.addAll(
          file.readers()
              .read(
                  FeatureReads.ALLOWED,
                  c -> AuditSearch.of(file.chain(), filter).after(place).read(c, limit + 1)));
    }
    found.sort(NEWEST_FIRST);
    List<AuditLine> page = found.subList(0, Math.min(limit, found.size()));
    return new Page(page, found.size() > limit ? Place.of(page.getLast()).write() : null);
  }

  @Override
  public long count(AuditFilter filter, long atMost) {
    long found = 0;
    for (AuditFile file : files.get()) {
      if (found < atMost) {
        long left = atMost - found;
        found +=
            file.readers()
                .read(
                    FeatureReads.ALLOWED, c -> AuditSearch.of(file.chain(), filter).count(c, left));
      }
    }
    return found;
  }

  /** Where a page ends: a line, which need not be there any more. */
  record Place(String time, String chain, long number) {
    static Place of(AuditLine line) {
      return new Place(line.time(), line.chain(), line.number());
    }

    String write() {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString((number + "|" + chain + "|" + time).getBytes(StandardCharsets.UTF_8));
    }

    static Place read(String token) {
      try {
        String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        String[] parts = text.split("\\|", 3);
        return new Place(Objects.requireNonNull(parts[2]), parts[1], Long.parseLong(parts[0]));
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        throw new IllegalArgumentException("'after' is no token of a page of audit lines", e);
      }
    }
  }
}
