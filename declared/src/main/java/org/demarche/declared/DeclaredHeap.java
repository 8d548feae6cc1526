package org.demarche.declared;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.model.Outcome;
import org.demarche.model.ReportEvent;
import org.jspecify.annotations.Nullable;

/**
 * The fold of one partition of the log by a definition: of each report what it contributes, and
 * under each key what they come to. A correction puts another contribution in the place of the one
 * before, a retraction takes it away; so the documents are those of what stands, whatever happened
 * on the way. Belongs to one thread.
 */
public final class DeclaredHeap {

    private static final int LONGEST_INTERNED = 64;
    private static final int LONGEST_REASON = 300;

    private final Definition definition;
    private final List<Kind> kinds;
    private final Map<String, Contribution> contributions = new HashMap<>();
    private final Map<String, Group> groups = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final List<Group> changed = new ArrayList<>();

    public DeclaredHeap(Definition definition) {
        this.definition = definition;
        kinds = definition.kinds();
    }

    /**
     * Folds one event and puts at once what its report contributes from here on. Total: a repeat
     * and what is refused by its id change and put nothing, and the outcome says why.
     *
     * @return refused as {@code id-taken} or {@code no-such-report}, as positions are; or as {@code
     *     evaluation-fault: <pointer>: <cause>}, when the report is known and counts nowhere until
     *     it is corrected
     */
    public Outcome fold(ReportEvent event, Documents documents) {
        var id = event.report().toString();
        var known = contributions.get(id);
        return switch (event) {
            case ReportEvent.Filed filed -> {
                var content = fingerprint(filed.digest());
                if (known != null) {
                    yield known.first() == content
                            ? new Outcome.Repeated()
                            : new Outcome.Refused("id-taken");
                }
                yield stand(
                        id,
                        new Contribution(content, content, 0, false, null),
                        content,
                        event,
                        documents);
            }
            case ReportEvent.Corrected corrected -> {
                var content = fingerprint(corrected.digest());
                if (known == null) {
                    yield new Outcome.Refused("no-such-report");
                }
                yield !known.retracted() && known.standing() == content
                        ? new Outcome.Repeated()
                        : stand(id, known, content, event, documents);
            }
            case ReportEvent.Retracted _ -> {
                if (known == null) {
                    yield new Outcome.Refused("no-such-report");
                }
                if (known.retracted()) {
                    yield new Outcome.Repeated();
                }
                yield replace(id, known, known.next(known.standing(), true, null), documents);
            }
        };
    }

    /** How many reports count under some key. */
    public int counted() {
        return Math.toIntExact(
                contributions.values().stream().filter(one -> one.counted() != null).count());
    }

    /** Puts each counted document that events have changed since the last call, once. */
    public void publish(Documents documents) {
        for (var group : changed) {
            var key = DocumentKey.counted(group.key());
            if (group.isEmpty()) {
                groups.remove(group.key());
                documents.put(key, null);
            } else {
                documents.put(key, group.write());
            }
        }
        changed.clear();
    }

    /**
     * Takes back a document that a heap of this definition put, in the order of the view. Only
     * contributions matter; what they come to is counted again.
     *
     * @throws UnreadableEvent if it is not what was put
     */
    public void restore(String key, byte @Nullable [] value) throws UnreadableEvent {
        if (!key.startsWith(DocumentKey.CONTRIBUTIONS) || value == null) {
            return;
        }
        var id = key.substring(DocumentKey.CONTRIBUTIONS.length());
        var contribution = Contribution.read(id, value, kinds, this::interned);
        var before = contributions.put(id, contribution);
        if (before != null && before.counted() != null) {
            requireNonNull(groups.get(before.counted().key())).remove(before.counted());
        }
        if (contribution.counted() != null) {
            group(contribution.counted().key()).add(contribution.counted());
        }
    }

    private Outcome stand(
            String id, Contribution before, long content, ReportEvent event, Documents documents) {
        try {
            var counted = definition.count(id, requireNonNull(Reported.of(event)), this::interned);
            return replace(id, before, before.next(content, false, counted), documents);
        } catch (EvaluationFault e) {
            replace(id, before, before.next(content, false, null), documents);
            var reason = "evaluation-fault: " + e.getMessage();
            return new Outcome.Refused(
                    reason.substring(0, Math.min(LONGEST_REASON, reason.length())));
        }
    }

    private Outcome replace(
            String id, Contribution before, Contribution next, Documents documents) {
        if (before.counted() != null) {
            var group = group(before.counted().key());
            group.remove(before.counted());
            note(group);
        }
        if (next.counted() != null) {
            var group = group(next.counted().key());
            group.add(next.counted());
            note(group);
        }
        contributions.put(id, next);
        documents.put(DocumentKey.contribution(id), next.write());
        return new Outcome.Folded();
    }

    private void note(Group group) {
        if (group.change()) {
            changed.add(group);
        }
    }

    private Group group(String key) {
        return groups.computeIfAbsent(key, definition::group);
    }

    /** Millions of reports share their outlets, actors and days. */
    private String interned(String text) {
        if (text.length() > LONGEST_INTERNED) {
            return text;
        }
        var known = texts.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    /** As in positions: enough to tell a repeat from other content under the same id. */
    private static long fingerprint(String digest) {
        return Long.parseUnsignedLong(digest, 0, 16, 16);
    }
}
