/** The entrance decides which requests the gateway lets in, before any operation sees them. */
@NullMarked
package org.demarche.gateway.entrance;

import org.jspecify.annotations.NullMarked;
