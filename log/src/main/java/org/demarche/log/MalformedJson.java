package org.demarche.log;

import com.fasterxml.jackson.core.JsonProcessingException;

/**
 * Bytes that are no JSON, or hold a name twice. The message names the line and column where reading
 * ended.
 */
public final class MalformedJson extends Exception {

    public MalformedJson(String message) {
        super(message);
    }

    static MalformedJson of(JsonProcessingException fault, String message) {
        var at = fault.getLocation();
        return new MalformedJson(
                at == null
                        ? message
                        : "line %d, column %d: %s"
                                .formatted(at.getLineNr(), at.getColumnNr(), message));
    }
}
