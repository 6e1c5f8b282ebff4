package org.machizu.store.sql;

import org.machizu.geo.feature.Revision;

/**
 * A revision under way.
 *
 * @param line tells of it in the audit log
 */
public record Begun(Revision revision, ChangeLine line) {}
