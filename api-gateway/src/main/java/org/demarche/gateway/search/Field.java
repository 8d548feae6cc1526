package org.demarche.gateway.search;

/** What is kept of an entry, each as whole terms in normal form; nothing is analysed later. */
enum Field {
    /** As it stands, and to sort by. */
    ID,
    /** The id and the preferred name, whole. */
    NAME,
    /** Each alias, whole. */
    ALIAS,
    /** The words of all of these. */
    WORD,
    /** These words and those of an issue's proposition. */
    TEXT
}
