/** Reads JSON bodies field by field, and names every fault with its place. */
@NullMarked
package org.demarche.log.json;

import org.jspecify.annotations.NullMarked;
