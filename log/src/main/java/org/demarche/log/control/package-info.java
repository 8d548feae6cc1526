/**
 * What is decided about projections: which versions of each there are, which is being built and
 * which is served. An event log of its own, and one fold of it that every service has.
 */
@NullMarked
package org.demarche.log.control;

import org.jspecify.annotations.NullMarked;
