/** What the command says of itself: its version, its help, and scripts that complete its words. */
@NullMarked
package org.demarche.cli.help;

import org.jspecify.annotations.NullMarked;
