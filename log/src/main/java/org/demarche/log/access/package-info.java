/**
 * The access tokens as records of a topic, and the roles. The topic holds digests, never a secret.
 */
@NullMarked
package org.demarche.log.access;

import org.jspecify.annotations.NullMarked;
