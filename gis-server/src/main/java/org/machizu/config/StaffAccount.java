package org.machizu.config;

/**
 * An account that is made at the first start.
 *
 * @param passwordHash bcrypt, as {@code ./machizu hash-password} prints it
 */
public record StaffAccount(String name, Secret passwordHash) {}
