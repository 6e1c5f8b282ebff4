package org.machizu.samples.flood;

/**
 * What a device sends.
 *
 * @param atMillis after the flood's begin
 * @param gauge whose it is
 * @param device under whose name it is sent
 */
public record Message(long atMillis, String gauge, String device, String topic, byte[] bytes) {}
