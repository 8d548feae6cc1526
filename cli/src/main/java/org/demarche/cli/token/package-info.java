/** The commands about access tokens. */
@NullMarked
package org.demarche.cli.token;

import org.jspecify.annotations.NullMarked;
