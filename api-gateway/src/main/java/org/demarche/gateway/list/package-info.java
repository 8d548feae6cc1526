/** Cuts every list into pages, and writes a page as JSON, as a table or as a feed. */
@NullMarked
package org.demarche.gateway.list;

import org.jspecify.annotations.NullMarked;
