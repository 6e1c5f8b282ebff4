package org.machizu.config;

/**
 * The database that a town is kept in instead of files.
 *
 * @param url {@code jdbc:postgresql://HOST:PORT/DATABASE}
 * @param password empty where the database asks for none
 * @param connections that this server holds open at most
 */
public record DatabaseSettings(String url, String user, Secret password, int connections) {}
