/** Access tokens: who may do what. Their topic holds digests, never a secret. */
@NullMarked
package org.demarche.log.access;

import org.jspecify.annotations.NullMarked;
