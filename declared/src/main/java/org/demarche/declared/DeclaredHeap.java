package org.demarche.declared;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.demarche.declared.language.EvaluationFault;
import org.demarche.declared.language.Reported;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.fold.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Folds one partition of the log by a definition: it keeps the contribution of each report, and the
 * counts under each key. A correction replaces the contribution, and a retraction removes it, so
 * the documents depend only on the current reports. Only one thread uses a heap.
 */
public final class DeclaredHeap {

    /**
     * The beginning of the reason if a report counts nowhere because an expression fails for it.
     */
    public static final String FAULT = "evaluation-fault";

    private static final int LONGEST_INTERNED = 64;
    private static final int LONGEST_REASON = 300;

    private final Definition definition;
    private final @Nullable Contributions written;
    private final Map<ReportId, Contribution> contributions = new HashMap<>();
    private final Map<String, Group> groups = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();

    /** The groups with an event since the last {@link #publish}, each once. */
    private final List<Group> touched = new ArrayList<>();

    public DeclaredHeap(Definition definition) {
        this(definition, null);
    }

    /** Makes a heap that also publishes each report's contribution, like views of revision 1. */
    public static DeclaredHeap withContributions(Definition definition) {
        return new DeclaredHeap(definition, new Contributions());
    }

    private DeclaredHeap(Definition definition, @Nullable Contributions written) {
        this.definition = definition;
        this.written = written;
    }

    /**
     * Folds one event, and never fails. A repeat and a refused id change nothing, and the outcome
     * has the reason.
     *
     * @return refused as {@code id-taken} or {@code no-such-report}, as in positions. The outcome
     *     is refused as {@code evaluation-fault: <pointer>: <cause>} if an expression fails; the
     *     report is then known, and counts nowhere until it is corrected
     */
    public Outcome fold(ReportEvent event) {
        var id = event.report();
        var known = contributions.get(id);
        return switch (event) {
            case ReportEvent.Filed filed -> {
                var content = fingerprint(filed.digest());
                if (known != null) {
                    yield known.first() == content
                            ? new Outcome.Repeated()
                            : new Outcome.Refused(Outcome.ID_TAKEN);
                }
                var nothing = new Contribution(content, content, false, null);
                yield stand(interned(id), nothing, content, event);
            }
            case ReportEvent.Corrected corrected -> {
                var content = fingerprint(corrected.digest());
                if (known == null) {
                    yield new Outcome.Refused(Outcome.NO_SUCH_REPORT);
                }
                yield !known.retracted() && known.standing() == content
                        ? new Outcome.Repeated()
                        : stand(id, known, content, event);
            }
            case ReportEvent.Retracted _ -> {
                if (known == null) {
                    yield new Outcome.Refused(Outcome.NO_SUCH_REPORT);
                }
                if (known.retracted()) {
                    yield new Outcome.Repeated();
                }
                yield replace(id, known, known.next(known.standing(), true, null));
            }
        };
    }

    /** Returns the number of reports that count under any key. */
    public int counted() {
        return Math.toIntExact(
                contributions.values().stream().filter(one -> one.counted() != null).count());
    }

    /** Called when the view has the documents of all events so far. */
    public void restored() {
        touched.forEach(this::settle);
        touched.clear();
        if (written != null) {
            written.restored();
        }
    }

    /** Publishes the documents that differ from those in the view. */
    public void publish(TallyDocuments documents) {
        if (written != null) {
            written.publish(documents);
        }
        for (var group : touched) {
            group.publish(documents);
            settle(group);
        }
        touched.clear();
    }

    private void settle(Group group) {
        group.settle();
        if (group.isEmpty()) {
            groups.remove(group.key());
        }
    }

    private Outcome stand(ReportId id, Contribution before, long content, ReportEvent event) {
        try {
            var counted = definition.count(id, requireNonNull(Reported.of(event)), this::interned);
            return replace(id, before, before.next(content, false, counted));
        } catch (EvaluationFault e) {
            replace(id, before, before.next(content, false, null));
            var reason = FAULT + ": " + e.getMessage();
            return new Outcome.Refused(
                    reason.substring(0, Math.min(LONGEST_REASON, reason.length())));
        }
    }

    private Outcome replace(ReportId id, Contribution before, Contribution next) {
        if (before.counted() != null) {
            open(before.counted().key()).remove(before.counted());
        }
        if (next.counted() != null) {
            open(next.counted().key()).add(next.counted());
        }
        contributions.put(id, next);
        if (written != null) {
            written.change(id, next);
        }
        return new Outcome.Folded();
    }

    /** Returns the group of a key, and notes that it changes. */
    private Group open(String key) {
        var group = groups.computeIfAbsent(key, definition::group);
        if (group.touch()) {
            touched.add(group);
        }
        return group;
    }

    private ReportId interned(ReportId id) {
        return new ReportId(interned(id.holder()), interned(id.issue()), id.token());
    }

    /**
     * Returns one object for equal texts, because millions of reports share their outlets, actors
     * and days.
     */
    private String interned(String text) {
        if (text.length() > LONGEST_INTERNED) {
            return text;
        }
        var known = texts.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    /**
     * Returns the first 64 bits of the digest. They distinguish a repeat from other content under
     * the same id, as in positions.
     */
    private static long fingerprint(String digest) {
        return HexFormat.fromHexDigitsToLong(digest, 0, 16);
    }
}
