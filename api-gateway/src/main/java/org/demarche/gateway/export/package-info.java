/** Streams the whole log, the registry and all statements, in formats for other programs. */
@NullMarked
package org.demarche.gateway.export;

import org.jspecify.annotations.NullMarked;
