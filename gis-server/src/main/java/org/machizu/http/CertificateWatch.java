package org.machizu.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.machizu.config.TlsSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then whether the certificate's files have changed, through links too, and takes the
 * new ones. New ones that cannot be used are told, and the old ones stay.
 */
final class CertificateWatch extends AbstractLifeCycle {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
  private static final Duration RENEW_BEFORE = Duration.ofDays(21);
  private static final Duration REMIND_EVERY = Duration.ofDays(1);

  private final TlsSettings files;
  private final InstantSource clock;
  private final Scheduler scheduler;
  private final Duration every;
  private final Consumer<Certificate> taker;
  private Certificate current;
  private String seen;
  private Instant remindAt;
  private volatile Scheduler.@Nullable Task next;

  /**
   * @param current what was read from the files
   * @param seen the files' {@link #state} before it was read
   * @param taker takes a new certificate
   */
  CertificateWatch(
      TlsSettings files,
      Certificate current,
      String seen,
      InstantSource clock,
      Scheduler scheduler,
      Duration every,
      Consumer<Certificate> taker) {
    this.files = files;
    this.current = current;
    this.seen = seen;
    this.clock = clock;
    this.scheduler = scheduler;
    this.every = every;
    this.taker = taker;
    this.remindAt = clock.instant();
  }

  /** Tells one state of the files from another. */
  static String state(TlsSettings files) {
    return Stream.concat(Stream.of(files.certificate()), files.key().stream())
        .map(CertificateWatch::stateOf)
        .collect(Collectors.joining(" "));
  }

  private static String stateOf(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.fileKey() + "/" + now.size() + "/" + now.lastModifiedTime();
    } catch (IOException e) {
      return "none";
    }
  }

  @Override
  protected void doStart() {
    look();
  }

  @Override
  protected void doStop() {
    Scheduler.Task waiting = next;
    if (waiting != null) {
      waiting.cancel();
    }
  }

  private void look() {
    try {
      takeChanges();
      remind();
    } catch (RuntimeException e) {
      LOG.error("the certificate's files cannot be looked at", e);
    }
    next = scheduler.schedule(this::look, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void takeChanges() {
    String now = state(files);
    if (now.equals(seen)) {
      return;
    }
    seen = now; // before reading: what changes meanwhile is read again
    try {
      Certificate changed = Certificate.read(files, clock.instant());
      taker.accept(changed);
      current = changed;
      remindAt = clock.instant();
      LOG.info("a new certificate is in use; it holds until {}", changed.until());
    } catch (CertificateException e) {
      LOG.error("the old certificate stays in use: {}; {}", e.reason(), e.advice());
    }
  }

  private void remind() {
    Instant now = clock.instant();
    if (!now.isBefore(remindAt) && now.isAfter(current.until().minus(RENEW_BEFORE))) {
      LOG.warn("the certificate in {} ends on {}", files.certificate(), current.until());
      remindAt = now.plus(REMIND_EVERY);
    }
  }
}
