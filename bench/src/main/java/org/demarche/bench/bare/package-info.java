/** A server that only answers or appends: the limit of pages, reads and writes. */
@NullMarked
package org.demarche.bench.bare;

import org.jspecify.annotations.NullMarked;
