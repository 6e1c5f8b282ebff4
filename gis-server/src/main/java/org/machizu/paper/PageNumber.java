package org.machizu.paper;

/**
 * Which page of how many.
 *
 * @param page from 1
 */
public record PageNumber(int page, int of) {}
