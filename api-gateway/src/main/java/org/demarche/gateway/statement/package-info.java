/** Reads of statements and their reports. */
@NullMarked
package org.demarche.gateway.statement;

import org.jspecify.annotations.NullMarked;
