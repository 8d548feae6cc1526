/** An index of the registry's names, for searches and for suggestions; and the words of reports. */
@NullMarked
package org.demarche.search;

import org.jspecify.annotations.NullMarked;
