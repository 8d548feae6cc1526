/** Actors, issues and outlets: what may be registered, and which of them a name means. */
@NullMarked
package org.demarche.log.registry;

import org.jspecify.annotations.NullMarked;
