/**
 * Files become layers: detect the format, open, decide the coordinate reference system, find or
 * make the layer, put every good row aside, publish all at once, report.
 *
 * <p>For: the command line and the routes under {@code /api/imports}. In: a file, the layer's short
 * id, and what the user says about the file. Out: an {@link org.machizu.imports.ImportReport} with
 * counts and the problems of single rows; or an {@link org.machizu.imports.ImportException} with a
 * stable code, and then nothing has changed. Rows come from {@code ingest.format} in the file's own
 * system; here they become lon/lat JGD2011, and are judged before {@code layers} sees them.
 */
@NullMarked
package org.machizu.imports;

import org.jspecify.annotations.NullMarked;
