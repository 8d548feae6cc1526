/**
 * The versions of projections over HTTP: what each is and how far, what is decided about it by
 * people, and what the gateways decide by themselves.
 */
@NullMarked
package org.demarche.gateway.projection;

import org.jspecify.annotations.NullMarked;
