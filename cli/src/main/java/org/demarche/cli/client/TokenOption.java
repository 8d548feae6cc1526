package org.demarche.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The access token that a command sends. The command line overrides the environment. */
final class TokenOption {

    private static final String VARIABLE = "DEMARCHE_TOKEN";
    private static final int LONGEST = 16 * 1024;

    /** The permissions with which others on this machine could read or change the token. */
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "A file with the access token for the gateway, which only you can read. Without it: $DEMARCHE_TOKEN.")
    private @Nullable Path file;

    /** Returns the access token; empty if the user gave none. */
    Optional<String> token() {
        var text = file == null ? System.getenv(VARIABLE) : read(file);
        var token = Optional.ofNullable(text).map(String::strip).filter(one -> !one.isEmpty());
        // a header cannot have other characters
        token.filter(one -> !one.matches("[!-~]+"))
                .ifPresent(
                        _ -> {
                            throw new Failure(
                                    ExitCode.USAGE,
                                    "%s does not have an access token: a token has letters, digits and signs, and no space."
                                            .formatted(file == null ? "$" + VARIABLE : file));
                        });
        return token;
    }

    String typed() {
        return file == null ? "" : " --token-file " + file;
    }

    private static String read(Path file) {
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                var permissions = EnumSet.noneOf(PosixFilePermission.class);
                permissions.addAll(Files.getPosixFilePermissions(file));
                permissions.retainAll(OTHERS);
                if (!permissions.isEmpty()) {
                    throw new Failure(
                            ExitCode.USAGE,
                            "Others can read or change %s: make the file yours alone with chmod 600, and revoke the token if somebody may have read it."
                                    .formatted(file));
                }
            }
            if (Files.size(file) > LONGEST) {
                throw new Failure(
                        ExitCode.USAGE, "%s is too long for an access token.".formatted(file));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.USAGE,
                    "The token file %s cannot be read (%s)."
                            .formatted(file, e.getClass().getSimpleName()),
                    e);
        }
    }
}
