/** Lists as tables: the CSV of the JSON that is served. */
@NullMarked
package org.demarche.gateway.table;

import org.jspecify.annotations.NullMarked;
