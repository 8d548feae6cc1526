/** Puts load on a service over HTTP, and measures services in rounds. */
@NullMarked
package org.demarche.bench.load;

import org.jspecify.annotations.NullMarked;
