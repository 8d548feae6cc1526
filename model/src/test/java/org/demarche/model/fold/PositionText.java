package org.demarche.model.fold;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.demarche.model.edtf.Days;

/**
 * A position as a few lines of text, all of it, so that tests compare whole values and read well.
 */
public final class PositionText {

    private PositionText() {}

    public static String of(Position p) {
        var text = new StringBuilder();
        text.append(
                p.stance() == null
                        ? "no position"
                        : p.stance().label() + " since " + edtf(p.since()));
        if (p.certainty() != null && p.certainty() != Position.Certainty.CERTAIN) {
            text.append(", ").append(p.certainty().name().toLowerCase(Locale.ROOT));
        }
        text.append(p.mixed() ? ", mixed" : "").append(p.disputed() ? ", disputed" : "");
        p.conditions()
                .forEach(
                        c ->
                                text.append("\n  if ")
                                        .append(c.key() == null ? c.text() : c.key())
                                        .append(" (")
                                        .append(String.join(", ", c.origins()))
                                        .append(')'));
        text.append("\n  heard ")
                .append(
                        p.lastHeard() == null
                                ? "never"
                                : "last " + edtf(p.lastHeard()) + ": " + counts(p.heard()));
        if (p.latest() != null) {
            text.append("\n  latest ")
                    .append(edtf(p.latest().saidOn()))
                    .append(" by ")
                    .append(p.latest().speaker());
            text.append(p.latest().contested() ? ", contested" : "")
                    .append(": ")
                    .append(tokens(p.latest()));
            text.append("\n  run: ").append(counts(p.counts()));
        }
        if (p.previous() != null) {
            var before = p.previous();
            text.append(
                    "\n  before: %s from %s to %s"
                            .formatted(
                                    before.stance().label(),
                                    edtf(before.since()),
                                    edtf(before.until())));
        }
        p.ascribed()
                .forEach(
                        a ->
                                text.append(
                                        "\n  %s%s says: %s on %s%s"
                                                .formatted(
                                                        a.narrated() ? "outlet " : "",
                                                        a.by(),
                                                        a.stance().label(),
                                                        edtf(a.saidOn()),
                                                        a.contradicts() ? ", contradicting" : "")));
        return text.toString();
    }

    private static String tokens(Position.Latest latest) {
        var shown =
                latest.reports().stream()
                        .map(r -> r.report().token())
                        .collect(Collectors.joining(" "));
        return latest.reportCount() == latest.reports().size()
                ? shown
                : shown + " of " + latest.reportCount();
    }

    private static String counts(Support c) {
        return List.of(c.statements(), c.reports(), c.outlets(), c.origins()).stream()
                .map(String::valueOf)
                .collect(Collectors.joining("/"));
    }

    private static String edtf(Days days) {
        return days == null ? "?" : days.edtf();
    }
}
