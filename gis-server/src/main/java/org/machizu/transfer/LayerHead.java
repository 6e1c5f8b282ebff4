package org.machizu.transfer;

import org.jspecify.annotations.Nullable;

/**
 * A layer's row in the catalogue and what is kept of its retention.
 *
 * @param name short id
 * @param pixels whether it is made of pixels and has no features
 * @param entry JSON: titles, group, zooms, provenance, valid time; as the stores keep it
 * @param style the style document
 * @param shown the revision that outsiders see; null when they see every change
 * @param rule JSON: who may do what
 * @param apart whether no other program sees it
 * @param lastId the highest id that a feature has ever had; 0 for a layer of pixels
 * @param retention JSON; null when no rule was set
 * @param pastBegins the first revision whose state is whole; 0 when all are
 */
public record LayerHead(
    String name,
    boolean pixels,
    String entry,
    String style,
    String sensitivity,
    boolean published,
    @Nullable Long shown,
    String rule,
    boolean apart,
    long lastId,
    @Nullable String retention,
    long pastBegins) {}
