package org.machizu.retention;

import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;

/**
 * A purge whose rows are gone, but of which a byte may be left: between the rows, or in another
 * place.
 *
 * @param revision the last one that it made
 * @param reason as it was stated
 */
public record UnfinishedPurge(LayerId layer, Revision revision, String reason) {}
