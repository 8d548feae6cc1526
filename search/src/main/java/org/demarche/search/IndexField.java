package org.demarche.search;

/**
 * The fields of the index. It has a document of each entry and, behind it, one of each of its
 * names. Terms are in normal form, so Lucene analyses nothing later.
 */
enum IndexField {
    /** For all documents: the id, to find and to sort by. */
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
    /** In a name's document: 0 for the preferred name, more for others. */
    PLACE
}
