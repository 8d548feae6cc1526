/**
 * The names of the registry in an index, for searches and for typing errors; and the words of
 * reports.
 */
@NullMarked
package org.demarche.search;

import org.jspecify.annotations.NullMarked;
