/** Reads of positions: lists, histories, shifts, ascriptions and networks. */
@NullMarked
package org.demarche.gateway.position;

import org.jspecify.annotations.NullMarked;
