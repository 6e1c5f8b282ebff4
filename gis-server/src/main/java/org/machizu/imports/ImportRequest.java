package org.machizu.imports;

import java.nio.file.Path;
import org.machizu.access.Actor;
import org.machizu.geo.feature.LayerId;

/**
 * One file for one layer.
 *
 * @param layer made, staff-only, when there is none of that id
 * @param actor who imports; stands in the history
 */
public record ImportRequest(Path file, LayerId layer, Actor actor, ImportOptions options) {}
