package org.demarche.gateway.view;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.demarche.log.event.JsonReader;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.model.Subject;
import org.demarche.model.edtf.Edtf;
import org.demarche.model.edtf.EdtfException;
import org.jspecify.annotations.Nullable;

/**
 * The positions whose last statement is disputed or contested. They are collected when documents
 * arrive, so that no read has to search all positions.
 */
final class DoubtedPositions {

    private record Heard(LocalDate day, Subject subject) {}

    private final Map<Subject, Heard> bySubject = new HashMap<>();
    private final NavigableSet<Heard> latest =
            new TreeSet<>(
                    Comparator.comparing(Heard::day).reversed().thenComparing(Heard::subject));

    void put(Subject subject, Document document) {
        remove(subject);
        heardInDoubt(document)
                .map(day -> new Heard(day, subject))
                .ifPresent(
                        heard -> {
                            bySubject.put(subject, heard);
                            latest.add(heard);
                        });
    }

    void remove(Subject subject) {
        var before = bySubject.remove(subject);
        if (before != null) {
            latest.remove(before);
        }
    }

    Stream<Subject> latest() {
        return latest.stream().map(Heard::subject);
    }

    /** Returns the day on which the actor was last heard; empty if nothing is in doubt. */
    private static Optional<LocalDate> heardInDoubt(Document document) {
        // most documents contain neither text, so this fast check saves parsing them
        var text = new String(document.bytes(), ISO_8859_1);
        if (!text.contains("\"disputed\":true") && !text.contains("\"contested\":true")) {
            return Optional.empty();
        }
        try {
            return JsonReader.read(document.bytes(), DoubtedPositions::read);
        } catch (UnreadableEvent | EdtfException _) {
            return Optional.empty(); // the document is served as it is
        }
    }

    private static Optional<LocalDate> read(JsonReader in) throws IOException, UnreadableEvent {
        var isDoubted = false;
        String heard = null;
        in.object();
        for (var name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "disputed" -> isDoubted |= in.flag();
                case "lastHeard" -> heard = in.text();
                case "latest" -> isDoubted |= isContested(in);
                default -> in.skip();
            }
        }
        return isDoubted ? Optional.of(day(heard)) : Optional.empty();
    }

    private static boolean isContested(JsonReader in) throws IOException, UnreadableEvent {
        var contested = false;
        in.object();
        for (var name = in.field(); name != null; name = in.field()) {
            if (name.equals("contested")) {
                contested = in.flag();
            } else {
                in.skip();
            }
        }
        return contested;
    }

    private static LocalDate day(@Nullable String heard) {
        var latest = heard == null ? null : Edtf.parse(heard).latest();
        return Objects.requireNonNullElse(latest, LocalDate.MIN);
    }
}
