/** Puts load on a service over HTTP, and lets services take turns under it. */
@NullMarked
package org.demarche.bench.load;

import org.jspecify.annotations.NullMarked;
