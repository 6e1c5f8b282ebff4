package org.machizu.sensors.notify;

/**
 * What somebody reads.
 *
 * @param subject one line
 * @param text lines with \n between them and at the end
 */
public record Message(String subject, String text) {}
