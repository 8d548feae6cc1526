package org.demarche.position;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.declared.DeclaredHeap;
import org.demarche.declared.Definition;
import org.demarche.log.InvalidBody;
import org.demarche.log.MalformedJson;
import org.demarche.log.control.ControlEvent.Declared;
import org.demarche.model.Outcome;
import org.demarche.model.ReportEvent;

/** A projection from a declared definition, without code. */
record DeclaredProjection(Definition definition) implements Projection {

    /** The last revision whose views hold contributions. */
    private static final int WITH_CONTRIBUTIONS = 1;

    /**
     * @throws InvalidBody if this release would not take the definition
     */
    static DeclaredProjection of(String definition) throws MalformedJson, InvalidBody {
        return new DeclaredProjection(Definition.parse(definition.getBytes(UTF_8)));
    }

    @Override
    public String name() {
        return definition.name();
    }

    /** Views have had no contributions since revision 2; a definition never changes. */
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
