/** Invented reports, the same ones each time. */
@NullMarked
package org.demarche.bench.invented;

import org.jspecify.annotations.NullMarked;
