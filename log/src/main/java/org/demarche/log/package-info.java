/**
 * The code about topics that the services share: records and their codecs, readers, and small types
 * such as tokens and tags.
 */
@NullMarked
package org.demarche.log;

import org.jspecify.annotations.NullMarked;
