/**
 * From districts to files in the formats that towns have.
 *
 * <p>For: the launcher and tests. In: seed, scale and the description of the layers. Out: a folder.
 */
@NullMarked
package org.machizu.samples.files;

import org.jspecify.annotations.NullMarked;
