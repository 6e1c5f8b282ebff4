package org.machizu.residents;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a case's history.
 *
 * @param number from 1, as the steps were made
 * @param step {@code open}, or as {@link CaseStep#code}
 * @param outcome of a visit; null for other steps
 * @param note "" when there is none
 * @param photo the hash of a photo; null when there is none
 * @param before what stood before; null when the case was opened
 */
public record CaseEntry(
    int number,
    Instant time,
    String actor,
    String step,
    @Nullable String outcome,
    String note,
    @Nullable String photo,
    @Nullable Map<String, @Nullable Object> before,
    Map<String, @Nullable Object> after) {}
