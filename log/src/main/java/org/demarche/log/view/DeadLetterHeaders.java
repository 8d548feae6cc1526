package org.demarche.log.view;

/**
 * The headers of a dead letter: the reason why a record could not be folded, and the facts about
 * parts that were left out.
 */
public final class DeadLetterHeaders {

    public static final String PROJECTION = "projection";

    /** The number of the version whose fold refused the record. */
    public static final String VERSION = "version";

    public static final String REASON = "reason";

    /** The key of the record itself; absent if the record had no key, or a key that is too long. */
    public static final String KEY = "key";

    /** The length of the whole value, in bytes; present only if the value was cut. */
    public static final String LENGTH = "length";

    /** The digest of the whole value; present only if the value was cut. */
    public static final String SHA_256 = "sha256";

    /** The number of headers of the record that were left out; present only if some were. */
    public static final String LEFT_OUT = "headers-left-out";

    /** The prefix for headers of the record itself. */
    public static final String OF_SOURCE = "source.";

    private DeadLetterHeaders() {}
}
