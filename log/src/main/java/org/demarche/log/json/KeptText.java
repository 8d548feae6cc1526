package org.demarche.log.json;

import java.text.Normalizer;

/** Checks a text and brings it into the form that the log keeps. */
public final class KeptText {

    private KeptText() {}

    /**
     * Returns the text in Unicode's form NFC, without space around it.
     *
     * @param longest the most code points in that form
     * @throws IllegalArgumentException if the text has a fault; the message is the end of a
     *     sentence
     */
    public static String of(String text, int longest) {
        return checked(nfc(text).strip(), longest);
    }

    /** Like {@link #of}, but refuses a text with space around it. */
    public static String ofBare(String text, int longest) {
        Forms.require(text.equals(text.strip()), text, "begins or ends with a space");
        return checked(nfc(text), longest);
    }

    private static String checked(String text, int longest) {
        var fault = TextFault.inNew(text, longest);
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
        return text;
    }

    static String nfc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
