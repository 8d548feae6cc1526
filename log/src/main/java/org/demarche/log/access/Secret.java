package org.demarche.log.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.demarche.log.Sha256;

/**
 * A whole access token, {@code dmr_<id>_<256 random bits>}. Only its owner keeps it. Only {@link
 * #reveal} returns the text, so that it appears in no log.
 */
public final class Secret {

    public static final String PREFIX = "dmr_";

    private static final Pattern TOKEN = Pattern.compile("dmr_([a-z0-9]{12})_[A-Za-z0-9_-]{43}");
    private static final Pattern ID = Pattern.compile("[a-z0-9]{12}");
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ID_LENGTH = 12;
    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String id;
    private final String text;

    private Secret(String id, String text) {
        this.id = id;
        this.text = text;
    }

    public static Secret fresh() {
        var id = new StringBuilder();
        for (var i = 0; i < ID_LENGTH; i++) {
            id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        var bits = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bits);
        var random = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        return new Secret(id.toString(), PREFIX + id + '_' + random);
    }

    /** Parses an access token; empty if the text is not one. */
    public static Optional<Secret> parse(String text) {
        var parts = TOKEN.matcher(text);
        return parts.matches() ? Optional.of(new Secret(parts.group(1), text)) : Optional.empty();
    }

    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Returns the public part of the token. */
    public String id() {
        return id;
    }

    /** Returns the whole token, for its owner. */
    public String reveal() {
        return text;
    }

    /** SHA-256 of the whole token, in 64 hexadecimal digits. */
    public String digest() {
        return Sha256.hex(text.getBytes(US_ASCII));
    }

    /**
     * Compares the token's digest with another one, in a time that does not depend on the digests.
     */
    public boolean hasDigest(String expected) {
        return MessageDigest.isEqual(digest().getBytes(US_ASCII), expected.getBytes(US_ASCII));
    }

    @Override
    public String toString() {
        return PREFIX + id + "_…";
    }
}
