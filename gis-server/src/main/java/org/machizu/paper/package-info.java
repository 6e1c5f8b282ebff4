/**
 * Papers: A4 and A3 pages as PDF that look the same everywhere, and the same twice.
 *
 * <p>For: whoever prints or hands out something (certificates, receipts, later hazard sheets and
 * maps for planners). In: headings, paragraphs, tables, drawings and QR codes, in the order in
 * which they are read. Out: the bytes of a PDF with its font inside. The package knows nothing of
 * maps, permits or HTTP. The same calls with the same {@link org.machizu.paper.About} give the same
 * bytes, so that a paper can be checked by its sum.
 */
@NullMarked
package org.machizu.paper;

import org.jspecify.annotations.NullMarked;
