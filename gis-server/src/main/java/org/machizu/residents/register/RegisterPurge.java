package org.machizu.residents.register;

import java.util.List;
import org.machizu.config.WatchSettings;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.retention.Cleared;
import org.machizu.retention.PurgePlace;

/**
 * Drafts of extracts as a place of residents' content: one that was compared with an older state
 * goes as a whole. It could not be applied any more either.
 */
final class RegisterPurge implements PurgePlace {
  private final RegisterStore store;
  private final WatchSettings settings;

  RegisterPurge(RegisterStore store, WatchSettings settings) {
    this.store = store;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "extracts";
  }

  @Override
  public Cleared purge(LayerId layer, Revision revision) {
    boolean ofResidents = layer.name().equals(settings.residents());
    if (!ofResidents && !layer.name().equals(settings.households())) {
      return new Cleared("nothing of this layer", true);
    }
    List<String> older =
        store.list().stream()
            .filter(draft -> draft.state() != RegisterDraft.State.APPLIED) // holds nobody any more
            .filter(draft ->
                (ofResidents ? draft.residents() : draft.households()).number() < revision.number())
            .map(RegisterDraft::id)
            .toList();
    return older.isEmpty() ? new Cleared("no drafts", true) : store.forget(older);
  }
}
