/** The one kind of read for all lists, as JSON, as a table and as a feed. */
@NullMarked
package org.demarche.gateway.list;

import org.jspecify.annotations.NullMarked;
