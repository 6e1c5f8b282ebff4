package org.machizu.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The survey authority's parameter files for datum shifts, as far as the town has them.
 *
 * @param tky2jgd Tokyo datum to JGD2000 (TKY2JGD.par)
 * @param patchJgd JGD2000 to JGD2011 (a .par of PatchJGD)
 */
public record DatumGrids(Optional<Path> tky2jgd, Optional<Path> patchJgd) {}
