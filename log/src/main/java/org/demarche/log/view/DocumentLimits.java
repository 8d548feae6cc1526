package org.demarche.log.view;

import java.util.List;

/**
 * The limits for lists and texts in documents.
 *
 * @param items the most conditions and ascriptions
 * @param sources the most reports, denials, and origins of a condition
 * @param characters the most characters of a text
 * @param address the most characters of a URL
 */
record DocumentLimits(int items, int sources, int characters, int address) {

    static final DocumentLimits USUAL = new DocumentLimits(20, 5, 500, 2000);

    DocumentLimits halved() {
        return new DocumentLimits(items / 2, sources / 2, characters / 2, address / 2);
    }

    <T> List<T> items(List<T> list) {
        return first(items, list);
    }

    <T> List<T> sources(List<T> list) {
        return first(sources, list);
    }

    String shortened(String text) {
        if (text.length() <= characters) {
            return text;
        }
        var end = Math.max(0, characters - 1);
        var splitsPair = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, splitsPair ? end - 1 : end) + '…';
    }

    private static <T> List<T> first(int most, List<T> list) {
        return list.subList(0, Math.min(most, list.size()));
    }
}
