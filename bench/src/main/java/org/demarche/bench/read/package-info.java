/** Measures a gateway: its reads, pages and memory, and the fold of one pair. */
@NullMarked
package org.demarche.bench.read;

import org.jspecify.annotations.NullMarked;
