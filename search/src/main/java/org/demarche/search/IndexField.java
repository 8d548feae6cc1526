package org.demarche.search;

/**
 * The fields of the index. For each entry, the index has one Lucene document of the entry, followed
 * by one of each name of the entry. Terms are in normal form, so Lucene does not analyse them.
 */
enum IndexField {
    /** In all documents: the entry's id, by which hits are found and sorted. */
    ID,
    /** The id and the preferred name, each whole. */
    NAME,
    /** Each alias, whole. */
    ALIAS,
    /** The words of the id and all names. */
    WORD,
    /** The words of the id, all names, and an issue's proposition. */
    TEXT,
    /** In a name's document: the parts of its words, see {@link Grams}. */
    GRAM,
    /** In a name's document: the name as registered. */
    SPELLING,
    /** In a name's document: 0 for the preferred name, 1 for other names. */
    PLACE
}
