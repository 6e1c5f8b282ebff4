package org.machizu.handover;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Somebody else holds the folder. */
public final class FolderInUseException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient @Nullable Holder holder;

  FolderInUseException(Path folder, Optional<Holder> holder) {
    super(
        "the data folder %s is in use by %s"
            .formatted(
                folder,
                holder
                    .map(h -> "`machizu %s`, process %d".formatted(h.purpose(), h.pid()))
                    .orElse("another process")));
    this.holder = holder.orElse(null);
  }

  /** Who holds it; empty when they have not said so yet. */
  public Optional<Holder> holder() {
    return Optional.ofNullable(holder);
  }
}
