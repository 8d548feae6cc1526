package org.demarche.position.projection;

import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Receives the documents of a fold. */
@FunctionalInterface
public interface DocumentSink {

    /**
     * @param value the document; null if it no longer exists
     */
    void put(String key, byte @Nullable [] value, Header... headers);
}
