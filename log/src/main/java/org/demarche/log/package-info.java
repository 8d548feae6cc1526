/**
 * All that the services share about topics: their records and codecs, their readers, and small
 * types such as tokens and tags.
 */
@NullMarked
package org.demarche.log;

import org.jspecify.annotations.NullMarked;
