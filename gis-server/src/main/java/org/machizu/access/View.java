package org.machizu.access;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.filter.Expression;
import org.machizu.geo.filter.Predicate;

/**
 * What one actor may read of one layer. Only {@link Rights} makes them, and every read port takes
 * one, so that code without one does not compile.
 */
public final class View {
  private final LayerId layer;
  private final Schema schema;
  private final Schema askable;
  private final Set<String> masked;
  private final Predicate rows;
  private final @Nullable Coarsening coarsening;
  private final @Nullable Revision fixedAt;
  private final String entitlement;

  /**
   * @param schema what is shown; masked attributes as texts
   * @param masked the names of those that are masked
   * @param fixedAt as {@link #fixedAt}
   */
  View(
      LayerId layer,
      Schema schema,
      Set<String> masked,
      Predicate rows,
      @Nullable Coarsening coarsening,
      @Nullable Revision fixedAt,
      String entitlement) {
    this.layer = layer;
    this.schema = schema;
    this.masked = masked;
    this.askable = masked.isEmpty() ? schema : without(schema, masked);
    this.rows = rows;
    this.coarsening = coarsening;
    this.fixedAt = fixedAt;
    this.entitlement = entitlement;
  }

  private static Schema without(Schema schema, Set<String> names) {
    return new Schema(
        schema.geometryType(),
        schema.attributes().stream().filter(a -> !names.contains(a.name())).toList());
  }

  public LayerId layer() {
    return layer;
  }

  /** The attributes that are shown; answers know no others. */
  public Schema schema() {
    return schema;
  }

  /**
   * The attributes that conditions and sort keys may name. Masked ones are not among them: whoever
   * may ask for a value may find it out by asking.
   */
  public Schema askable() {
    return askable;
  }

  /** The rows that may be read. */
  public Predicate rows() {
    return rows;
  }

  /** How places are made coarse; null when they are shown as they are. */
  public @Nullable Coarsening coarsening() {
    return coarsening;
  }

  /**
   * The revision whose state is shown, whatever has changed since; null when the present state is.
   */
  public @Nullable Revision fixedAt() {
    return fixedAt;
  }

  /** Two Views of a layer with the same class show the same; part of every cache key. */
  public String entitlement() {
    return entitlement;
  }

  /**
   * A feature as this View shows it. The one place where attributes are left out and masked, and
   * places made coarse; stores pass every feature through it.
   *
   * @param stored with all attributes of {@link #schema()} or more, those that are masked with
   *     their true values
   */
  public Feature show(Feature stored) {
    return new Feature(
        stored.id(),
        stored.version(),
        coarsening == null ? stored.geometry() : coarsening.of(stored.geometry()),
        show(stored.attributes()));
  }

  private Attributes show(Attributes stored) {
    if (masked.isEmpty()) {
      return stored.narrowTo(schema);
    }
    @Nullable Object[] values = new @Nullable Object[schema.size()];
    for (int i = 0; i < values.length; i++) {
      Attribute attribute = schema.attributes().get(i);
      Object value = stored.get(attribute.name());
      values[i] = masked.contains(attribute.name()) ? Masking.of(value) : value;
    }
    return Attributes.of(schema, values);
  }

  /** Whether it shows something else in a minute though nothing changes: no cache keeps that. */
  public boolean changesWithTime() {
    return rows.expressions().stream()
        .anyMatch(e -> e instanceof Expression.Literal(Object value) && value instanceof Instant);
  }

  /**
   * Whether earlier states may be read. Who is not to see some rows today could find them in the
   * past, before whatever hides them was known: such a View has no past.
   */
  public boolean showsThePast() {
    return rows instanceof Predicate.Everything;
  }

  /** Whether it shows every row, at its true place, with the true values of what it shows. */
  public boolean isUnbounded() {
    return rows instanceof Predicate.Everything && coarsening == null && masked.isEmpty();
  }

  /** Whether this View shows and answers exactly what the other does. */
  boolean showsTheSame(View other) {
    return content().equals(other.content());
  }

  /** Everything that makes a difference to what is shown, written down. */
  Map<String, String> content() {
    return Map.of(
        "schema", schema + " " + schema.attributes(),
        "masked", masked.stream().sorted().toList().toString(),
        "rows", rows.toString(),
        "coarsening", String.valueOf(coarsening),
        "fixedAt", String.valueOf(fixedAt));
  }

  @Override
  public String toString() {
    return "View[" + layer + " as " + entitlement + "]";
  }
}
