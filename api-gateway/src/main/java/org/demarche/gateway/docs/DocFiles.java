package org.demarche.gateway.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the files of the docs, which are in the jar, and their addresses. */
final class DocFiles {

    private static final String ROOT = "/docs/";

    /**
     * The name of a file. Such a name cannot lead out of the folder of the docs. A folder has no
     * ending, so its name does not match.
     */
    private static final Pattern NAME =
            Pattern.compile("(?:decisions/|pictures/)?[A-Za-z0-9-]+\\.(?:md|png|csv|yml)");

    private DocFiles() {}

    /** Returns the content of a file; empty if there is no file with this name. */
    static Optional<byte[]> bytes(String path) {
        if (!NAME.matcher(path).matches()) {
            return Optional.empty();
        }
        try (var in = DocFiles.class.getResourceAsStream(ROOT + path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The address of a link's target at the gateway; empty if the gateway does not have that file.
     *
     * @param from the file with the link
     */
    static Optional<String> address(String from, String link) {
        if (link.startsWith("#") || link.startsWith("http://") || link.startsWith("https://")) {
            return Optional.of(link);
        }
        var target = URI.create(ROOT + from).resolve(link);
        var path = target.getPath();
        if (!path.startsWith(ROOT) || bytes(path.substring(ROOT.length())).isEmpty()) {
            return Optional.empty();
        }
        var page = path.endsWith(".md") ? path.substring(0, path.length() - ".md".length()) : path;
        return Optional.of(target.getFragment() == null ? page : page + '#' + target.getFragment());
    }
}
