/** The problem details that the gateway sends when it refuses a request. */
@NullMarked
package org.demarche.gateway.problem;

import org.jspecify.annotations.NullMarked;
