/** Real data for tests of every module; not part of the product. */
@org.jspecify.annotations.NullMarked
package org.machizu.testdata;
