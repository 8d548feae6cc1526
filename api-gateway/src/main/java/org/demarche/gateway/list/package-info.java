/**
 * Cuts every list into pages, and chooses the form of a page: JSON, a feed, or a form of the
 * package {@code table}.
 */
@NullMarked
package org.demarche.gateway.list;

import org.jspecify.annotations.NullMarked;
