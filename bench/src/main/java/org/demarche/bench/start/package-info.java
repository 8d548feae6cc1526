/** Measures starts: of a stack, of its first seconds, and of a service that was killed. */
@NullMarked
package org.demarche.bench.start;

import org.jspecify.annotations.NullMarked;
