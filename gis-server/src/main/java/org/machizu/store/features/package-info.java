/**
 * The features of layers in SQL, as both stores keep them: reading, history, undo and what an
 * import brings, written once.
 *
 * <p>For: {@code store.gpkg} and {@code store.postgis}. In: connections, the {@link
 * org.machizu.store.features.Epoch} that tells the names of a layer's tables, and two ports. Out:
 * features, pages, changes; nothing here opens a database, begins a transaction by itself or makes
 * a table that others see.
 *
 * <ul>
 *   <li>{@link org.machizu.store.features.FeatureDialect}: the words and values in which the two
 *       databases differ. An epoch carries it, because its tables stand in that database.
 *   <li>{@link org.machizu.store.features.Ledger}: what a store has written down of its layers:
 *       revisions, epochs, where the past begins. Each store has its own tables for it.
 * </ul>
 *
 * <p>What differs in more than words stays in the stores: triggers and outside changes, making and
 * swapping tables, locks, how rows come in (prepared statements, COPY), indexes.
 */
@NullMarked
package org.machizu.store.features;

import org.jspecify.annotations.NullMarked;
