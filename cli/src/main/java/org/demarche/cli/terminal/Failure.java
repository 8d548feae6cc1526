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
     * @param problem the problem as the API returned it
     */
    public Failure(int exitCode, String message, JsonNode problem) {
        super(message);
        this.exitCode = exitCode;
        this.problem = problem;
    }

    /** Puts a sentence of the command before the message; a program gets it as {@code hint}. */
    public Failure withHintBefore(String sentence) {
        return hinting(sentence, sentence + System.lineSeparator() + getMessage());
    }

    /** Puts a sentence of the command after the message; a program gets it as {@code hint}. */
    public Failure withHintAfter(String sentence) {
        return hinting(sentence, getMessage() + System.lineSeparator() + sentence);
    }

    /** Replaces the message by a sentence of the command; a program gets it as {@code hint}. */
    public Failure withHintInstead(String sentence) {
        return hinting(sentence, sentence);
    }

    /**
     * Returns the failure with other words for a person; a program still gets the problem of the
     * API.
     */
    public Failure inWords(int exitCode, String message) {
        return problem == null
                ? new Failure(exitCode, message, this)
                : new Failure(exitCode, message, problem);
    }

    private Failure hinting(String sentence, String message) {
        return new Failure(exitCode, message, object().put("hint", sentence));
    }

    /** Adds the file and the line of the fault, for a program. */
    public Failure atLine(String file, long line) {
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

    /**
     * Returns the problem of the API for a program; if there is none, the message in the form of a
     * problem.
     */
    public JsonNode json() {
        return problem != null ? problem : json(String.valueOf(getMessage()));
    }

    public static JsonNode json(String message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("title", "Not done")
                .put("detail", message);
    }

    /** Returns the reason why a file cannot be read or written, for the end of a sentence. */
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
