/** Writes lists in other forms than JSON: as CSV, and networks as GraphML. */
@NullMarked
package org.demarche.gateway.table;

import org.jspecify.annotations.NullMarked;
