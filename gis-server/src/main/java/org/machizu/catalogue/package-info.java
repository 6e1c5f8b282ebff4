/**
 * The catalogue of the open layers for other catalogues: OGC API – Records (20-004r1) and DCAT-AP 3
 * as JSON-LD. Everybody gets the same list, that of the public.
 *
 * <p>For: catalogues of prefecture and state, search engines for data, GIS programs. In: open
 * layers with their words, extents and file formats. Out: records, and a data catalogue with every
 * way to get at each layer.
 */
@NullMarked
package org.machizu.catalogue;

import org.jspecify.annotations.NullMarked;
