package org.machizu.sensors.notify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to be sent.
 *
 * @param recipient id of the recipient
 * @param due not before; those of one recipient that are due together go out as one
 * @param urgent whether it goes before all others
 * @param follows the number of a message without which this one means nothing: it is sent after
 *     that one was, and not at all when that one never is; null: of none
 * @param round counts repetitions from 1; 0 for all others
 */
public record Outgoing(
    String recipient,
    Channel channel,
    Purpose purpose,
    int round,
    Instant due,
    boolean urgent,
    @Nullable Long follows,
    Language language,
    Message message) {}
