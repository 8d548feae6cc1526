/** Reads, checks and writes spreadsheet files. */
@NullMarked
package org.demarche.cli.sheet;

import org.jspecify.annotations.NullMarked;
