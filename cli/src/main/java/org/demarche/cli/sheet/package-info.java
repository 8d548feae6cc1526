/** Spreadsheets as files of the command line: read, tried out, and written. */
@NullMarked
package org.demarche.cli.sheet;

import org.jspecify.annotations.NullMarked;
