/** The API as the command line asks it, and the options for that. */
@NullMarked
package org.demarche.cli.client;

import org.jspecify.annotations.NullMarked;
