package org.demarche.gateway.page;

/** Cuts long texts for lists and descriptions. The page of a statement has the whole text. */
public final class Excerpt {

    /** The most characters of a text in a list. */
    public static final int IN_LIST = 420;

    /** The most characters of a description, because previews of a shared link show no more. */
    static final int OF_PAGE = 240;

    /** A word that is longer than this is cut, too. */
    private static final int LONGEST_WORD = 40;

    private Excerpt() {}

    /**
     * Returns the text. A text that is too long is cut at the end of a word, and gets an ellipsis.
     */
    public static String of(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        var end = Character.isLowSurrogate(text.charAt(most - 1)) ? most - 2 : most - 1;
        var space = text.lastIndexOf(' ', end);
        return text.substring(0, space > end - LONGEST_WORD ? space : end).stripTrailing() + '…';
    }
}
