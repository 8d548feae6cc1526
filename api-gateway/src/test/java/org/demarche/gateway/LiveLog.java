package org.demarche.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demarche.log.kafka.Topics;
import org.demarche.log.view.PositionDocument;
import org.demarche.log.view.Texts.ReportText;
import org.demarche.log.view.ViewKey;
import org.demarche.model.Interner;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportBuilder;
import org.demarche.model.ReportEvent;
import org.demarche.model.Subject;
import org.demarche.model.fold.Basis;
import org.demarche.model.fold.Dossier;
import org.demarche.model.fold.Outcome;
import org.demarche.model.fold.Rule;

/**
 * A log whose every event is published as a worker would, in a transaction of its own, before the
 * next one comes. Three are recorded a day, from {@link Reports#RECORDED} on.
 */
public final class LiveLog {

    /** That of the version which a new stack of tests begins with. */
    private static final Basis RULE = Basis.by(Rule.LATEST_OWN_1);

    private static final Duration APART = Duration.ofHours(8);

    private final Stack stack;
    private final List<ReportEvent> events = new ArrayList<>();
    private final Map<Subject, Dossier> dossiers = new HashMap<>();

    public LiveLog(Stack stack) {
        this.stack = stack;
    }

    public void append(ReportEvent... all) {
        for (var event : all) {
            append(event);
        }
    }

    /** When the n-th event was recorded; 0 is the first. */
    public static Instant recorded(int n) {
        return Reports.RECORDED.plus(APART.multipliedBy(n));
    }

    public int size() {
        return events.size();
    }

    /** The position of a pair at a time, as the model's fold has it. */
    public String position(String actor, String issue, PointInTime time) {
        var subject = new Subject(actor, issue);
        var of = events.stream().filter(event -> Subject.of(event.report()).equals(subject));
        var position = Dossier.of(subject, RULE, of.toList(), time).position(time);
        return new String(PositionDocument.write(position, _ -> text()), UTF_8);
    }

    private void append(ReportEvent said) {
        append(said, recorded(events.size()));
    }

    /** As a partition that lags behind does: recorded before what others have folded already. */
    public void append(ReportEvent said, Instant recorded) {
        var event = ReportBuilder.recorded(said, recorded);
        events.add(event);
        var subject = Subject.of(event.report());
        var dossier =
                dossiers.computeIfAbsent(subject, _ -> new Dossier(subject, RULE, new Interner()));
        if (!(dossier.evolve(event) instanceof Outcome.Folded)) {
            throw new IllegalStateException("changes nothing: " + event);
        }
        var partition = Topics.partitionOf(subject.actor(), Stack.PARTITIONS);
        var next = stack.log(partition, event);
        var transaction = stack.begin(partition);
        transaction.put(
                ViewKey.position(subject.actor(), subject.issue()),
                PositionDocument.write(dossier.position(), _ -> text()));
        transaction.commit(next, event.recorded());
    }

    private static ReportText text() {
        return new ReportText(Reports.SUMMARY, null);
    }
}
