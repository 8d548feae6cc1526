/** The version, the help and the completion scripts of the command. */
@NullMarked
package org.demarche.cli.help;

import org.jspecify.annotations.NullMarked;
