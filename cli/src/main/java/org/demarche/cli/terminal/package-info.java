/** The output and the exit codes of commands. */
@NullMarked
package org.demarche.cli.terminal;

import org.jspecify.annotations.NullMarked;
