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
 * A file with the name and the password of a user, in the format of Java's login (JAAS). A service
 * finds the file by {@code -Djava.security.auth.login.config}. Only the owner of the file can read
 * it.
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
     * Returns the password of the file. Writes a file with a new password first if there is none,
     * or if it has another user's name.
     *
     * @throws IOException if the file cannot be read or written, or has no password
     */
    String passwordOf(String user) throws IOException {
        if (!Files.exists(path) || isOfAnother(user)) write(user);
        var found = PASSWORD.matcher(Files.readString(path));
        if (!found.find()) {
            throw new IOException(
                    "%s has no password: delete the file, and the next run makes a new one"
                            .formatted(path));
        }
        return found.group(1);
    }

    /** Whether the file has another user's name, because the prefix has changed. */
    private boolean isOfAnother(String user) throws IOException {
        var named = USER.matcher(Files.readString(path));
        return named.find() && !named.group(1).equals(user);
    }

    /** Writes a draft and moves it into place, so that the file is never half-written. */
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
