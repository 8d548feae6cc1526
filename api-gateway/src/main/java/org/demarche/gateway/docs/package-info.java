/**
 * Reads the docs and the reference of the API from the jar. The package {@code page.docs} shows
 * them.
 */
@NullMarked
package org.demarche.gateway.docs;

import org.jspecify.annotations.NullMarked;
