/** Dates as reports state them (EDTF), and the days between which a statement was made. */
@NullMarked
package org.demarche.model.edtf;

import org.jspecify.annotations.NullMarked;
