package org.machizu.hazard.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.Words;
import org.machizu.hazard.kind.Hazard;

/** What one known data set says with its attributes. Immutable. */
public final class Profile {
  private final String id;
  private final Words dataset;
  private final Hazard hazard;
  private final Extent extent;
  private final Set<String> marks;
  private final Rules rules;

  /** How each part of a reading comes about. */
  record Rules(
      Codes<LegalBasis> basis,
      LegalBasis usualBasis,
      Codes<Scale> scale,
      @Nullable DepthRule depth,
      @Nullable LastingRule lasting,
      Codes<Zone> zone,
      Codes<Phenomenon> phenomenon,
      Codes<Collapse> collapse,
      List<String> cause,
      List<String> number) {}

  Profile(String id, Words dataset, Hazard hazard, Extent extent, Set<String> marks, Rules rules) {
    this.id = id;
    this.dataset = dataset;
    this.hazard = hazard;
    this.extent = extent;
    this.marks = Set.copyOf(marks);
    this.rules = rules;
  }

  /** Stable name: {@code town_flood}, {@code ksj_a31a_largest}, {@code plateau_tsunami}. */
  public String id() {
    return id;
  }

  /** What people call the data set. */
  public Words dataset() {
    return dataset;
  }

  /** The one hazard that it maps. */
  public Hazard hazard() {
    return hazard;
  }

  /** Whether its shapes are the zones themselves. */
  public Extent extent() {
    return extent;
  }

  /** The scale of every feature; empty when it differs from feature to feature, or is not said. */
  public Optional<Scale> scale() {
    return rules.scale.attribute() == null
        ? Optional.ofNullable(rules.scale.always())
        : Optional.empty();
  }

  /** On what the whole map rests; single features may rest on a sister article. */
  public LegalBasis basis() {
    return rules.usualBasis;
  }

  /** Whether a zone of it tells a depth. */
  public boolean hasDepth() {
    return rules.depth != null;
  }

  /** Whether a layer of this form is of the data set. */
  public boolean fits(Schema schema) {
    return marks.stream().allMatch(name -> schema.indexOf(name) >= 0);
  }

  /** What a feature of the data set says; never fails, unknown values are told in it. */
  public ZoneReading read(Feature feature) {
    return read(feature.attributes());
  }

  /** What the attributes of a feature say; never fails, unknown values are told in it. */
  public ZoneReading read(Attributes attributes) {
    List<Unread> unread = new ArrayList<>(0);
    Depth depth = rules.depth == null ? null : rules.depth.read(attributes, unread);
    Lasting lasting = rules.lasting == null ? null : rules.lasting.read(attributes, unread);
    Scale scale = rules.scale.read(attributes, unread);
    Zone zone = rules.zone.read(attributes, unread);
    Phenomenon phenomenon = rules.phenomenon.read(attributes, unread);
    Collapse collapse = rules.collapse.read(attributes, unread);
    // An unknown code of the zone is told once; it leaves the map's usual basis.
    LegalBasis basis = rules.basis.read(attributes, new ArrayList<>(0));
    return new ZoneReading(
        hazard,
        scale,
        depth,
        lasting,
        zone,
        phenomenon,
        collapse,
        text(attributes, rules.cause),
        text(attributes, rules.number),
        basis == null ? rules.usualBasis : basis,
        unread);
  }

  /** The first of the attributes that is not empty. */
  private static @Nullable String text(Attributes attributes, List<String> names) {
    for (String name : names) {
      Object value = attributes.get(name);
      String text = value == null ? "" : value.toString().strip();
      if (!text.isEmpty()) {
        return text;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return id;
  }
}
