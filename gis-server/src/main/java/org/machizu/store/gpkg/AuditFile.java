package org.machizu.store.gpkg;

/**
 * A file with audit lines.
 *
 * @param chain its name from the data folder
 */
record AuditFile(String chain, Writer writer, Readers readers) {}
