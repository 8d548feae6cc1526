/** What a command writes to its terminal, and how it ends. */
@NullMarked
package org.demarche.cli.terminal;

import org.jspecify.annotations.NullMarked;
