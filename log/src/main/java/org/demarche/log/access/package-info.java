/**
 * Access tokens, which are records of a topic, and their roles. The topic holds digests, never a
 * secret.
 */
@NullMarked
package org.demarche.log.access;

import org.jspecify.annotations.NullMarked;
