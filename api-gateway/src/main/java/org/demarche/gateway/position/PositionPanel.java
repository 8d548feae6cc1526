package org.demarche.gateway.position;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.micronaut.http.MutableHttpResponse;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.demarche.gateway.fold.SeenVersion;
import org.demarche.gateway.fold.SubjectFolds;
import org.demarche.gateway.read.Answer;
import org.demarche.gateway.read.Citable;
import org.demarche.gateway.read.PanelDays;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.read.ReadTerms;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.view.Document;
import org.demarche.model.PointInTime;
import org.demarche.model.Subject;

/**
 * The positions on each of several days, in one answer, sorted by actor, issue and day. A pair
 * without known reports has no positions.
 */
final class PositionPanel {

    static final int MOST_POINTS = 1_000;

    private final SubjectFolds folds;
    private final PanelDays panel;
    private final ReadTerms terms;
    private final long days;

    PositionPanel(SubjectFolds folds, PanelDays panel, ReadTerms terms) {
        this.folds = folds;
        this.panel = panel;
        this.terms = terms;
        days = panel.days().count();
    }

    /**
     * @param path the path of the panel, with ids in place of names
     * @param holders the ids under which all reports of the panel are filed; empty if they may be
     *     any
     */
    MutableHttpResponse<byte[]> answer(
            ReadContext read, String path, Set<String> holders, Stream<Subject> subjects) {
        var all = subjects.toList();
        requireFew(all);
        var found = Citable.folded(read, terms, holders, (seen, time) -> document(seen, all, time));
        var answer =
                Answer.list(
                        read.request(),
                        found.tagged(read, found.found()),
                        Optional.empty(),
                        Columns.PANEL,
                        read.registry());
        return found.linked(path, read, answer);
    }

    private void requireFew(List<Subject> subjects) {
        var points = subjects.size() * days;
        if (points > MOST_POINTS) {
            throw Query.refused(
                    PanelDays.EVERY,
                    "asks for %,d points (%,d positions on %,d days), but at most %,d are allowed: name fewer actors or issues, or fewer days"
                            .formatted(points, subjects.size(), days, MOST_POINTS));
        }
        var events =
                subjects.stream()
                        .mapToLong(subject -> folds.eventCount(subject, terms.withParts()))
                        .sum();
        if (events > SubjectFolds.MOST_EVENTS) {
            throw Query.refused(
                    PanelDays.EVERY,
                    "would need a fold of %,d events, but at most %,d are allowed: name fewer actors or issues"
                            .formatted(events, SubjectFolds.MOST_EVENTS));
        }
    }

    /** Builds the text without escapes, because ids and days need none. */
    private Document document(SeenVersion seen, List<Subject> subjects, PointInTime time) {
        var bytes = new ByteArrayOutputStream(1024);
        write(
                bytes,
                "{\"every\":\"%s\",\"from\":\"%s\",\"to\":\"%s\",\"items\":["
                        .formatted(panel.every(), panel.from(), panel.to()));
        var between = "";
        var all = panel.days().toList();
        for (var subject : subjects) {
            for (var day : all) {
                var at = new PointInTime(day, time.asKnown(), time.uncertain());
                var position = folds.position(seen, subject, at, terms.withParts());
                if (position.isPresent()) {
                    write(bytes, between + "{\"asOf\":\"" + day + "\",\"position\":");
                    bytes.writeBytes(position.get().bytes());
                    write(bytes, "}");
                    between = ",";
                }
            }
        }
        write(bytes, "],\"next\":null}");
        return Document.of(bytes.toByteArray());
    }

    private static void write(ByteArrayOutputStream bytes, String text) {
        bytes.writeBytes(text.getBytes(US_ASCII));
    }
}
