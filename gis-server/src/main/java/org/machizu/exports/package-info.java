/**
 * Layers become files: one consistent scan through a View, written in the wanted format and
 * coordinate reference system.
 *
 * <p>For: the command line and the routes {@code POST /api/exports}, {@code GET
 * /api/jobs/{id}/file} and {@code GET /api/layers/{layer}/download}. In: a layer as the caller sees
 * it, and what the file shall be. Out: a file, complete, or an {@link
 * org.machizu.exports.ExportException} and no file. Bounded in features, bytes and time.
 */
@NullMarked
package org.machizu.exports;

import org.jspecify.annotations.NullMarked;
