package org.demarche.position.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.declared.DeclaredHeap;
import org.demarche.declared.Definition;
import org.demarche.log.control.ControlEvent.Declared;
import org.demarche.log.json.InvalidBody;
import org.demarche.log.json.MalformedJson;
import org.demarche.model.ReportEvent;
import org.demarche.model.fold.Outcome;

/** A projection from a declared definition, without code. */
public record DeclaredProjection(Definition definition) implements Projection {

    /** The last revision whose views have contributions. */
    private static final int WITH_CONTRIBUTIONS = 1;

    /**
     * @throws InvalidBody if this release refuses the definition
     */
    static DeclaredProjection of(String definition) throws MalformedJson, InvalidBody {
        return new DeclaredProjection(Definition.parse(definition.getBytes(UTF_8)));
    }

    @Override
    public String name() {
        return definition.name();
    }

    /**
     * Returns the revision of the code, because a definition never changes. Since revision 2, views
     * have no contributions.
     */
    @Override
    public int revision() {
        return Declared.REVISION;
    }

    @Override
    public boolean folds(int revision) {
        return revision >= WITH_CONTRIBUTIONS && revision <= revision();
    }

    @Override
    public Fold open(int revision) {
        return new DeclaredFold(
                revision == WITH_CONTRIBUTIONS
                        ? DeclaredHeap.withContributions(definition)
                        : new DeclaredHeap(definition));
    }

    private record DeclaredFold(DeclaredHeap heap) implements Fold {

        @Override
        public Outcome fold(ReportEvent event, ConsumerRecord<byte[], byte[]> record) {
            return heap.fold(event);
        }

        @Override
        public void restored() {
            heap.restored();
        }

        @Override
        public void publish(DocumentSink documents) {
            heap.publish(documents::put);
        }
    }
}
