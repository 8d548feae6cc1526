/** The commands that ask: each address of the API in words, or as the gateway's JSON. */
@NullMarked
package org.demarche.cli.read;

import org.jspecify.annotations.NullMarked;
