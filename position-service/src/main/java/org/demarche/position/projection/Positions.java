package org.demarche.position.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.model.Interner;
import org.demarche.model.ReportEvent;
import org.demarche.model.Subject;
import org.demarche.model.fold.Basis;
import org.demarche.model.fold.Dossier;
import org.demarche.model.fold.Outcome;
import org.demarche.model.fold.Rule;
import org.demarche.position.kafka.PastRecords;

/**
 * The projection {@code positions}: the position of each actor on each issue, and the shifts
 * between positions.
 */
public final class Positions implements Fold {

    /**
     * The most pairs that keep their documents after a commit. A pair with a new event often gets
     * another event soon, and then is not evaluated twice.
     */
    private static final int MOST_REMEMBERED = 256;

    private final PastRecords log;
    private final Basis basis;
    private final Interner interner = new Interner();
    private final Map<Subject, HeapPair> pairs = new HashMap<>();

    /** The pairs with an event since the last transaction, each once. */
    private final List<HeapPair> touched = new ArrayList<>();

    /** The pairs that were published last, with their documents. The first pair is dropped next. */
    private final SequencedSet<HeapPair> remembered = new LinkedHashSet<>();

    private int partition;

    public Positions(PastRecords log, Rule rule) {
        this.log = log;
        basis = Basis.by(rule);
    }

    @Override
    public Outcome fold(ReportEvent event, ConsumerRecord<byte[], byte[]> record) {
        partition = record.partition();
        var pair = pairs.computeIfAbsent(Subject.of(event.report()), this::open);
        if (pair.touch()) {
            touched.add(pair);
        }
        return pair.fold(event, record.offset());
    }

    @Override
    public void restored() {
        for (var pair : touched) {
            pair.settle();
            pair.forgetDocuments(); // they are from the log's beginning, not from the view
            dropEmpty(pair);
        }
        touched.clear();
    }

    @Override
    public void publish(DocumentSink documents) {
        for (var pair : touched) {
            pair.publish(documents);
            remembered.addLast(pair);
            dropEmpty(pair);
        }
        touched.clear();
        while (remembered.size() > MOST_REMEMBERED) {
            remembered.removeFirst().forgetDocuments();
        }
    }

    /** Drops a pair that only ever had refused events. */
    private void dropEmpty(HeapPair pair) {
        if (pair.isEmpty()) {
            pairs.remove(pair.subject());
            remembered.remove(pair);
        }
    }

    private HeapPair open(Subject subject) {
        var dossier = new Dossier(subject, basis, interner);
        return new HeapPair(
                subject, dossier, new KeptTexts(dossier, offset -> log.read(partition, offset)));
    }
}
