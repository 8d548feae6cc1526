/** Kafka's side of the contract: topics, codecs, reading a compacted topic. */
@NullMarked
package org.demarche.log;

import org.jspecify.annotations.NullMarked;
