/**
 * The versions of projections over HTTP: their progress, people's decisions about them, and the
 * gateways' own decisions.
 */
@NullMarked
package org.demarche.gateway.projection;

import org.jspecify.annotations.NullMarked;
