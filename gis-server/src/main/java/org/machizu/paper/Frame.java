package org.machizu.paper;

/**
 * Room for a drawing on a page.
 *
 * @param page from 1
 * @param xMm left edge, from the page's left edge
 * @param yMm lower edge, from the page's lower edge
 */
public record Frame(int page, double xMm, double yMm, double widthMm, double heightMm) {}
