/**
 * What both stores share: how entries, tokens of pages and conditions are written, and operational
 * tables in SQL that SQLite and PostgreSQL read alike.
 *
 * <p>For: {@code store.gpkg} and {@code store.postgis}. In: connections and values. Out: rows,
 * texts and pieces of SQL; nothing here opens a database.
 */
@NullMarked
package org.machizu.store.sql;

import org.jspecify.annotations.NullMarked;
