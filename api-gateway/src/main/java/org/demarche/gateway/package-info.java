/** Serves views over HTTP. The gateway is the only public service. */
@NullMarked
package org.demarche.gateway;

import org.jspecify.annotations.NullMarked;
