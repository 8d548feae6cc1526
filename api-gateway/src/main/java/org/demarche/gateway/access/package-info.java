/** Who may do what: it asks requests for an access token, and knows which role each needs. */
@NullMarked
package org.demarche.gateway.access;

import org.jspecify.annotations.NullMarked;
