package org.machizu.transfer;

/**
 * A section's rows and the checksum over them.
 *
 * @param name as {@link Section#name()}
 * @param sha256 lower-case hexadecimal digits
 */
public record SectionSum(String name, long rows, String sha256) {}
