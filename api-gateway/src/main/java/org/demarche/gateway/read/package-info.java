/** The reads of positions, statements and the registry. */
@NullMarked
package org.demarche.gateway.read;

import org.jspecify.annotations.NullMarked;
