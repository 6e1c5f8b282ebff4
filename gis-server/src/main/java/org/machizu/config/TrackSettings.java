package org.machizu.config;

/**
 * Vehicles with trackers.
 *
 * @param publicVehicles whether the public sees them at all, half an hour late and without names
 */
public record TrackSettings(boolean publicVehicles) {}
