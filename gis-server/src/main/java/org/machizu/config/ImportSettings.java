package org.machizu.config;

/**
 * Bounds on one import.
 *
 * @param maxUploadBytes bytes of a file sent over HTTP; files given on the command line are bounded
 *     by the disk alone
 * @param maxRows rows of a file
 */
public record ImportSettings(long maxUploadBytes, long maxRows) {}
