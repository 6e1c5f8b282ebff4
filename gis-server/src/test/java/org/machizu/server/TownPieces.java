package org.machizu.server;

import java.util.List;
import org.machizu.access.Actor;
import org.machizu.access.LayerAccess;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ZoomRange;

/** Pieces of a town that are not made over HTTP. */
final class TownPieces {
  private TownPieces() {}

  /** A layer without features, as the import of a table with names and numbers makes it. */
  static void make(Town town, LayerId id, Actor actor) {
    Schema schema =
        new Schema(
            GeometryType.POINT,
            List.of(
                Attribute.open("name", AttributeType.TEXT),
                Attribute.open("number", AttributeType.INTEGER)));
    Layer layer =
        new Layer(
            id,
            LocalizedText.same(id.name()),
            "imported",
            schema,
            ZoomRange.DEFAULT,
            Provenance.UNKNOWN,
            null);
    town.catalog().create(layer, LayerAccess.STAFF_ONLY, "[]", actor);
  }
}
