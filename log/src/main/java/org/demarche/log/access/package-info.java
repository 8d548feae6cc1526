/** Access: tokens and roles. Their topic holds digests, never a secret. */
@NullMarked
package org.demarche.log.access;

import org.jspecify.annotations.NullMarked;
