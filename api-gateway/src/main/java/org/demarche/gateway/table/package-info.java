/** Lists as CSV tables, made from their JSON. */
@NullMarked
package org.demarche.gateway.table;

import org.jspecify.annotations.NullMarked;
