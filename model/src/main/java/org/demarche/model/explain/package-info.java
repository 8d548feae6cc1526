/** Explains a position by all statements with their reports, counted or not. */
@NullMarked
package org.demarche.model.explain;

import org.jspecify.annotations.NullMarked;
