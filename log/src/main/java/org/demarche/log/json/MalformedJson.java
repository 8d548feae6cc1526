package org.demarche.log.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/**
 * The bytes are not JSON, or an object in them has a name twice. The message has the line and the
 * column of the fault, if they are known.
 */
public final class MalformedJson extends Exception {

    /** The parser's note about the source of its bytes, which tells the client nothing. */
    private static final Pattern SOURCE = Pattern.compile("\\[Source: [^;]*; (line: [^\\]]*)]");

    public MalformedJson(String message) {
        super(message);
    }

    static MalformedJson of(JsonProcessingException fault, String message) {
        var at = fault.getLocation();
        var told = SOURCE.matcher(message).replaceAll("$1");
        return new MalformedJson(
                at == null
                        ? told
                        : "line %d, column %d: %s"
                                .formatted(at.getLineNr(), at.getColumnNr(), told));
    }
}
