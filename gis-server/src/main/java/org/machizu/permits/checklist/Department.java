package org.machizu.permits.checklist;

/**
 * Whom to ask.
 *
 * @param phone as it is dialled; empty when it has none
 */
public record Department(String id, Words name, String phone) {}
