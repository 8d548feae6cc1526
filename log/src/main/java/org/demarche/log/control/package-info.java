/**
 * The decisions about projections and their versions: an event log of its own, which every service
 * folds into the same catalog.
 */
@NullMarked
package org.demarche.log.control;

import org.jspecify.annotations.NullMarked;
