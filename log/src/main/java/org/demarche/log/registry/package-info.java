/** Actors, issues and outlets: their rules, and the entry that a name means. */
@NullMarked
package org.demarche.log.registry;

import org.jspecify.annotations.NullMarked;
