/** Access tokens and roles: refuses requests without an access token that has the needed role. */
@NullMarked
package org.demarche.gateway.access;

import org.jspecify.annotations.NullMarked;
