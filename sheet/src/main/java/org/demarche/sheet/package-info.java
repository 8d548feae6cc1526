/** Reports as rows of a spreadsheet, both ways. */
@NullMarked
package org.demarche.sheet;

import org.jspecify.annotations.NullMarked;
