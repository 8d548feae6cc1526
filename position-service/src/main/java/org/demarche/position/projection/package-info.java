/** Projections: the positions, and those that are declared. */
@NullMarked
package org.demarche.position.projection;

import org.jspecify.annotations.NullMarked;
