package org.demarche.log.rights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The name and the password of a user, as Java's own sign-in reads them: a service finds the file
 * by {@code -Djava.security.auth.login.config}. Only its owner can read it.
 */
record PasswordFile(Path path) {

    private static final String NAME = "kafka.jaas";
    private static final Pattern PASSWORD = Pattern.compile("password=\"([A-Za-z0-9_-]{43})\"");
    private static final Pattern USER = Pattern.compile("username=\"([^\"]*)\"");
    private static final int RANDOM_BYTES = 32;

    static PasswordFile in(Path folder) {
        return new PasswordFile(folder.resolve(NAME));
    }

    /**
     * The password that is there, or else a new one.
     *
     * @throws IOException if the file cannot be read or written, or has no password
     */
    String passwordOf(String user) throws IOException {
        if (!Files.exists(path) || isOfAnother(user)) write(user);
        var found = PASSWORD.matcher(Files.readString(path));
        if (!found.find()) {
            throw new IOException(
                    "%s has no password: delete it, and a new one is made".formatted(path));
        }
        return found.group(1);
    }

    /** It has the name of before the prefix changed. */
    private boolean isOfAnother(String user) throws IOException {
        var named = USER.matcher(Files.readString(path));
        return named.find() && !named.group(1).equals(user);
    }

    /** All at once, so that no half-written file stays. */
    private void write(String user) throws IOException {
        var bits = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bits);
        var password = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        var owner = PosixFilePermissions.fromString("rw-------");
        var draft = path.resolveSibling(NAME + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(owner));
        Files.writeString(
                draft,
                """
                KafkaClient {
                    org.apache.kafka.common.security.scram.ScramLoginModule required
                    username="%s"
                    password="%s";
                };
                """
                        .formatted(user, password));
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
    }
}
