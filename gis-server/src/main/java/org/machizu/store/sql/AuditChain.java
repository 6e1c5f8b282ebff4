package org.machizu.store.sql;

/**
 * A log of lines that is sealed by itself: one in each file, one of each town in a database.
 *
 * @param name the file's, from the data folder; "database" in a database
 */
public record AuditChain(String name, Transactions transactions, AuditSeals seals) {}
