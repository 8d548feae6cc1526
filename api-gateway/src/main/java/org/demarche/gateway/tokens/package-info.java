/** Makes, lists and revokes access tokens. */
@NullMarked
package org.demarche.gateway.tokens;

import org.jspecify.annotations.NullMarked;
