/**
 * Files in and out, one class per format, streaming both ways.
 *
 * <p>For: imports and exports, and anybody who wants to read municipal files. In: a file as towns
 * really have them (CP932, missing .cpg, header rows, damaged ends). Out: {@link
 * org.machizu.ingest.format.Row rows} in the file's own coordinate reference system, and {@link
 * org.machizu.ingest.format.Problem problems} as values. A file that cannot be read at all is a
 * {@link org.machizu.ingest.format.FormatException}. Nothing here knows a town's database.
 */
@NullMarked
package org.machizu.ingest.format;

import org.jspecify.annotations.NullMarked;
