/** Serves views over HTTP, as the one public door. */
@NullMarked
package org.demarche.gateway;

import org.jspecify.annotations.NullMarked;
