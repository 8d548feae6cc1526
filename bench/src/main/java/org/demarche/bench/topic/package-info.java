/** Makes the topics of the peers, and reads the end offsets of topics. */
@NullMarked
package org.demarche.bench.topic;

import org.jspecify.annotations.NullMarked;
