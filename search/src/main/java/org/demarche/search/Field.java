package org.demarche.search;

/**
 * What the index keeps: a document of each entry and, behind it, one of each of its names. Terms
 * are in normal form; nothing is analysed later.
 */
enum Field {
    /** Of both: as it stands, and to sort by. */
    ID,
    /** The id and the preferred name, whole. */
    NAME,
    /** Each alias, whole. */
    ALIAS,
    /** The words of all of these. */
    WORD,
    /** These words and those of an issue's proposition. */
    TEXT,
    /** Of a name alone: the parts of its words, see {@link Grams}. */
    GRAM,
    /** Of a name alone: as registered. */
    SPELLING,
    /** Of a name alone: 0 for the preferred one, more for others. */
    PLACE
}
