package org.machizu.sensors.broker;

/**
 * What a broker holds at one moment.
 *
 * @param connections of devices and servers
 * @param topics that are known
 * @param subscriptions that are kept
 * @param messages that nobody has fetched, once for each subscription
 * @param diskFull whether senders are refused, since the disk has less room than is to be left
 */
public record BrokerState(
    int connections, int topics, long subscriptions, long messages, boolean diskFull) {}
