/** Writes the tables of an export into a new SQLite file. */
@NullMarked
package org.demarche.sqlite.table;

import org.jspecify.annotations.NullMarked;
