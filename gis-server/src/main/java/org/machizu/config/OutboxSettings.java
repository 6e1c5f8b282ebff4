package org.machizu.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How messages leave the town.
 *
 * @param mail empty: no mail is sent
 * @param webhooks servers of others to which messages may be sent, as origins
 * @param capFolder where alerts for the public are laid down as files; empty: nowhere
 * @param capSender how the town is named in them; empty: by its code
 * @param capAreas where the areas of gauges stand; empty: nowhere
 */
public record OutboxSettings(
    Optional<MailSettings> mail,
    List<URI> webhooks,
    Optional<Path> capFolder,
    Optional<String> capSender,
    Optional<CapAreas> capAreas) {
  /** Nothing leaves. */
  public static final OutboxSettings NONE =
      new OutboxSettings(
          Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
}
