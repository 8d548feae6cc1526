/**
 * Reads the docs and the reference of the API from the jar. The package {@code page.doc} shows
 * them.
 */
@NullMarked
package org.demarche.gateway.doc;

import org.jspecify.annotations.NullMarked;
