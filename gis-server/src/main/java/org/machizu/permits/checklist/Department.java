package org.machizu.permits.checklist;

import org.machizu.geo.feature.Words;

/**
 * Whom to ask.
 *
 * @param phone as it is dialled; empty when it has none
 */
public record Department(String id, Words name, String phone) {}
