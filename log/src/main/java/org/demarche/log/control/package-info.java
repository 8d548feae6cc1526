/**
 * The decisions about projections and their versions: a separate event log, which every service
 * folds into the same catalog.
 */
@NullMarked
package org.demarche.log.control;

import org.jspecify.annotations.NullMarked;
