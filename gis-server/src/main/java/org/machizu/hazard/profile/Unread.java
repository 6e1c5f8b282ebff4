package org.machizu.hazard.profile;

/**
 * A value that the profile of its data set does not know. The place is in the zone all the same.
 *
 * @param attribute in which it stands
 * @param value as it stands there, cut to 60 characters; empty when nothing stands there although
 *     the zone cannot be read without it
 */
public record Unread(String attribute, String value) {}
