/**
 * A town in one file, and back: one consistent point over everything the store holds, taken while
 * writes go on; with a manifest by which the file is checked before anybody relies on it.
 *
 * <p>For: {@code machizu backup} and {@code machizu restore}. In: a {@link
 * org.machizu.backup.BackupStore}, which the store implements. Out: a file (ZIP) with the parts of
 * the store as they are and {@code manifest.json} as its last entry. The counts and checksums of
 * layers in it are over features as every store gives them ({@link
 * org.machizu.backup.ContentDigest}), so that another store can be compared with it.
 */
@NullMarked
package org.machizu.backup;

import org.jspecify.annotations.NullMarked;
