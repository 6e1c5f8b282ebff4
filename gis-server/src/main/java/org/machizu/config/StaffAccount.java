package org.machizu.config;

/**
 * The one staff account of a server whose accounts are not yet kept in its store.
 *
 * @param passwordHash bcrypt, as {@code ./machizu hash-password} prints it
 */
public record StaffAccount(String name, Secret passwordHash) {}
