/** The common part of all reads: the copy, the wait for a token, the parameters and the answer. */
@NullMarked
package org.demarche.gateway.read;

import org.jspecify.annotations.NullMarked;
