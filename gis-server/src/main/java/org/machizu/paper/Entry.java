package org.machizu.paper;

/** One line of a list of values: what it is, and its value, which may have several lines. */
public record Entry(String label, String value) {}
