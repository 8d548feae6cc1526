package org.demarche.cli.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Ends a command early, with sentences for the user, and an exit code for scripts. */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int exitCode;
    private final transient @Nullable JsonNode problem;

    public Failure(int exitCode, String message) {
        this(exitCode, message, (@Nullable Throwable) null);
    }

    public Failure(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
        problem = cause instanceof Failure refusal ? refusal.problem : null;
    }

    /**
     * @param problem as the API answered it
     */
    public Failure(int exitCode, String message, JsonNode problem) {
        super(message);
        this.exitCode = exitCode;
        this.problem = problem;
    }

    /** The same, with a sentence of the command above it; for a program, it is a {@code hint}. */
    public Failure above(String sentence) {
        return hinting(sentence, sentence + System.lineSeparator() + getMessage());
    }

    /** The same, with a sentence of the command below it; for a program, it is a {@code hint}. */
    public Failure below(String sentence) {
        return hinting(sentence, getMessage() + System.lineSeparator() + sentence);
    }

    /** The same, in words of the command; for a program, they are a {@code hint}. */
    public Failure instead(String sentence) {
        return hinting(sentence, sentence);
    }

    /** The same for a person, in other words; a program hears what the API said. */
    public Failure told(int exitCode, String message) {
        return problem == null
                ? new Failure(exitCode, message, this)
                : new Failure(exitCode, message, problem);
    }

    private Failure hinting(String sentence, String message) {
        return new Failure(exitCode, message, object().put("hint", sentence));
    }

    /** The same, with the place for a program. */
    public Failure at(String file, long line) {
        return new Failure(
                exitCode,
                String.valueOf(getMessage()),
                object().put("file", file).put("line", line));
    }

    private ObjectNode object() {
        return json().deepCopy() instanceof ObjectNode object
                ? object
                : JsonNodeFactory.instance.objectNode();
    }

    /** For a program: the problem of the API, or one in its form. */
    public JsonNode json() {
        return problem != null ? problem : json(String.valueOf(getMessage()));
    }

    public static JsonNode json(String message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("title", "Not done")
                .put("detail", message);
    }

    /** The reason why a file cannot be read or written, for the end of a sentence. */
    public static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file or folder";
            case AccessDeniedException _ -> "you have no right to it";
            case FileSystemException f when f.getReason() != null -> f.getReason();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }

    public int exitCode() {
        return exitCode;
    }
}
