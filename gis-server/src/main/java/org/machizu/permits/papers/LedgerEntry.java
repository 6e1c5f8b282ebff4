package org.machizu.permits.papers;

import java.time.Instant;

/**
 * A line of the ledger of fees. It is never changed.
 *
 * @param number from 1, without gaps
 * @param yen above 0 taken, below 0 given back
 * @param author who took it or gave it back
 */
public record LedgerEntry(
    long number, Instant at, PaperNumber paper, Paper.Kind kind, int yen, String author) {}
