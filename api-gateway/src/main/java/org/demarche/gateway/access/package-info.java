/** Access: tokens and roles. It asks requests for an access token with the role that they need. */
@NullMarked
package org.demarche.gateway.access;

import org.jspecify.annotations.NullMarked;
