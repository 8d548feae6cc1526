/** A server that does nothing but answer: the yardstick of pages. */
@NullMarked
package org.demarche.bench.bare;

import org.jspecify.annotations.NullMarked;
