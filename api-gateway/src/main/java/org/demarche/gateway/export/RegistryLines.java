package org.demarche.gateway.export;

import java.util.Iterator;
import org.demarche.log.export.ExportWriter;
import org.demarche.log.registry.EntryKey;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;
import org.demarche.log.registry.RegistryEntry;
import reactor.core.publisher.Flux;

/** Writes the present registry as lines: actors, then issues, then outlets, each sorted by id. */
final class RegistryLines {

    private final Registry registry;
    private final Iterator<EntryKey> ahead;
    private final ExportWriter writer = new ExportWriter();
    private long entries;

    private RegistryLines(Registry registry) {
        this.registry = registry;
        ahead =
                EntryType.ALL.stream()
                        .flatMap(type -> registry.entries(type).stream())
                        .map(RegistryEntry::key)
                        .toList()
                        .iterator();
    }

    static Flux<byte[]> of(Registry registry) {
        return Flux.generate(
                () -> new RegistryLines(registry),
                (lines, sink) -> {
                    sink.next(lines.next());
                    if (!lines.ahead.hasNext()) {
                        sink.complete();
                    }
                    return lines;
                });
    }

    private byte[] next() {
        while (ahead.hasNext() && writer.size() < LogLines.PIECE) {
            var key = ahead.next();
            // empty if it was removed a moment ago
            registry.history(key.type(), key.id())
                    .ifPresent(
                            history -> {
                                var document = history.revisions().getFirst().document();
                                writer.entry(key, document, history.past());
                                entries++;
                            });
        }
        if (!ahead.hasNext()) {
            writer.summary(entries);
        }
        return writer.take();
    }
}
