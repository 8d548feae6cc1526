package org.demarche.position;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.LongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.declared.DeclaredHeap;
import org.demarche.declared.Definition;
import org.demarche.log.InvalidBody;
import org.demarche.log.MalformedJson;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.ViewKey;
import org.demarche.model.Outcome;
import org.demarche.model.ReportEvent;

/** A projection that somebody declared, without code. */
record DeclaredProjection(Definition definition) implements Projection {

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

    /** What is declared never changes. */
    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Fold open(LongFunction<ConsumerRecord<byte[], byte[]>> log) {
        return new DeclaredFold(new DeclaredHeap(definition));
    }

    private record DeclaredFold(DeclaredHeap heap) implements Fold {

        @Override
        public void restore(ConsumerRecord<byte[], byte[]> document) {
            try {
                heap.restore(ViewKey.of(document.key()), document.value());
            } catch (UnreadableEvent e) {
                throw VersionStopped.damaged(document, String.valueOf(e.getMessage()));
            }
        }

        @Override
        public Outcome fold(
                ReportEvent event, ConsumerRecord<byte[], byte[]> record, Documents documents) {
            return heap.fold(event, documents::put);
        }

        @Override
        public void publish(Documents documents) {
            heap.publish(documents::put);
        }
    }
}
