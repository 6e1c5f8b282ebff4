package org.machizu.sensors.alert;

/**
 * An alert that was given: what people may have been told.
 *
 * @param id of the alert
 * @param episode as it was when it was last written
 */
public record Given(long id, Episode episode) {}
