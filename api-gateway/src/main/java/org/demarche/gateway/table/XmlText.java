package org.demarche.gateway.table;

import java.util.regex.Pattern;

/** Text for documents in XML. */
public final class XmlText {

    /** Characters that no document in XML may have, not even escaped. */
    private static final Pattern NO_XML =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private XmlText() {}

    /** Puts a replacement character in place of each character that XML cannot have. */
    public static String of(String text) {
        return NO_XML.matcher(text).replaceAll("\uFFFD");
    }
}
