/** A server that does nothing but answer or append: the yardstick of pages, reads and writes. */
@NullMarked
package org.demarche.bench.bare;

import org.jspecify.annotations.NullMarked;
