package org.machizu.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link that lets somebody in once: to make the first administrator, or to set a new password.
 *
 * @param hash of its secret; the secret itself stands only in the link
 * @param account whose password it sets; null for the first administrator's
 */
public record OneTimeLink(String hash, @Nullable String account, Instant expires) {}
