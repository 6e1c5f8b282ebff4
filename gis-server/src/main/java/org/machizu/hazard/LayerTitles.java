package org.machizu.hazard;

import java.util.Optional;
import org.machizu.hazard.kind.Hazard;
import org.machizu.hazard.profile.LegalBasis;
import org.machizu.hazard.profile.LegalBasis.Status;
import org.machizu.hazard.profile.Scale;

/** What the Japanese title of a layer tells, where there are no attributes that would. */
final class LayerTitles {
  private LayerTitles() {}

  /** Of which hazard a grid tells depths; empty when its title names no depth of water. */
  static Optional<Hazard> hazard(String title) {
    if (!title.contains("浸水深")) {
      return Optional.empty();
    }
    if (title.contains("津波")) {
      return Optional.of(Hazard.TSUNAMI);
    }
    if (title.contains("高潮")) {
      return Optional.of(Hazard.STORM_SURGE);
    }
    return Optional.of(
        title.contains("内水") || title.contains("雨水出水") ? Hazard.INLAND_FLOOD : Hazard.FLOOD);
  }

  static Optional<Scale> scale(String title) {
    if (title.contains("想定最大")) {
      return Optional.of(Scale.LARGEST);
    }
    if (title.contains("計画規模")) {
      return Optional.of(Scale.PLANNED);
    }
    return title.contains("高頻度") ? Optional.of(Scale.FREQUENT) : Optional.empty();
  }

  /** On what a grid rests: it stands beside the map that the law has made. */
  static LegalBasis basis() {
    Sentences sentences = Sentences.shipped();
    return new LegalBasis(
        "grid", "", sentences.get("grid.name"), Status.REFERENCE, sentences.get("grid.text"));
  }
}
