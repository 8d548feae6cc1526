package org.demarche.log.view;

/** The headers of a dead letter: why a record could not be folded, and what was left out of it. */
public final class DeadLetterHeaders {

    public static final String PROJECTION = "projection";

    /** The number of the version whose fold refused the record. */
    public static final String VERSION = "version";

    public static final String REASON = "reason";

    /** The key of the record itself; absent if it had none, or one that is too long. */
    public static final String KEY = "key";

    /** The length of the whole value, in bytes; only if it was cut. */
    public static final String LENGTH = "length";

    /** The digest of the whole value; only if it was cut. */
    public static final String SHA_256 = "sha256";

    /** How many headers of the record were left out; only if some were. */
    public static final String LEFT_OUT = "headers-left-out";

    /** The prefix for headers of the record itself. */
    public static final String OF_SOURCE = "source.";

    private DeadLetterHeaders() {}
}
