package org.demarche.log.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entry and its earlier revisions. The topic is compacted, so an entry's record has the earlier
 * revisions in a header, {@value #HEADER}, and each newer record copies them.
 *
 * @param complete whether the oldest revision is the first one ever. This is false if an earlier
 *     release wrote the entry, or if there were too many revisions
 * @param revisions the revisions, the newest first; never empty
 */
public record EntryHistory(boolean complete, List<EntryRevision> revisions) {

    public static final String HEADER = "past";

    /** The most revisions in a header. */
    static final int MOST_EARLIER = 50;

    /**
     * The most bytes of the documents in a header. The limit keeps records and lines of exports
     * short enough.
     */
    static final int MOST_EARLIER_BYTES = 256 * 1024;

    public EntryHistory {
        revisions = List.copyOf(revisions);
    }

    /**
     * @param appended the append time of the record
     * @param header the header of the record; null if it has none, because an earlier release wrote
     *     it
     */
    static EntryHistory of(byte[] document, Instant appended, byte @Nullable [] header) {
        var past = header == null ? PastCodec.UNKNOWN : PastCodec.inflate(header);
        var revisions = new ArrayList<EntryRevision>();
        revisions.add(
                new EntryRevision(past.recorded().orElse(appended), past.recordedBy(), document));
        revisions.addAll(past.earlier());
        return new EntryHistory(past.complete(), revisions);
    }

    /**
     * Makes the header of the first record of an entry.
     *
     * @param recordedBy the name of the access token that registers it; null if there is none
     */
    public static byte[] beginning(@Nullable String recordedBy) {
        return PastCodec.deflate(new PastCodec.Past(Optional.empty(), recordedBy, true, List.of()));
    }

    /**
     * Makes the header of the record that replaces this entry.
     *
     * @param recordedBy the name of the access token that replaces it; null if there is none
     */
    public byte[] replaced(@Nullable String recordedBy) {
        var kept = new ArrayList<EntryRevision>();
        var bytes = 0;
        for (var revision : revisions) {
            bytes += revision.document().length;
            if (kept.size() == MOST_EARLIER || bytes > MOST_EARLIER_BYTES) {
                break;
            }
            kept.add(revision);
        }
        var all = kept.size() == revisions.size();
        return PastCodec.deflate(
                new PastCodec.Past(Optional.empty(), recordedBy, complete && all, kept));
    }

    /** Returns the revision at an instant; empty before the oldest revision. */
    public Optional<EntryRevision> at(Instant known) {
        return revisions.stream()
                .filter(revision -> !revision.recorded().isAfter(known))
                .findFirst();
    }

    public EntryRevision oldest() {
        return revisions.getLast();
    }

    /**
     * Returns the history as a line of an export has it: {@code {"recorded", "recordedBy",
     * "complete", "earlier": [{"recorded", "recordedBy", "entry"}]}}.
     */
    public byte[] past() {
        var earlier = revisions.subList(1, revisions.size());
        var latest = revisions.getFirst();
        return PastCodec.write(
                new PastCodec.Past(
                        Optional.of(latest.recorded()), latest.recordedBy(), complete, earlier));
    }

    /**
     * Makes the header for the record of a restored entry.
     *
     * @param past the result of {@link #past}
     * @param latest the latest instant that the past may have
     */
    public static byte[] restored(byte[] past, Instant latest) throws UnreadableEntry {
        var read = PastCodec.read(past);
        var times = new ArrayList<Instant>();
        read.recorded().ifPresent(times::add);
        read.earlier().forEach(revision -> times.add(revision.recorded()));
        for (var time : times) {
            if (time.isAfter(latest)) {
                throw new UnreadableEntry("its past: %s is in the future".formatted(time));
            }
        }
        if (read.earlier().size() > MOST_EARLIER) {
            throw new UnreadableEntry(
                    "its past has %d revisions, but at most %d are allowed"
                            .formatted(read.earlier().size(), MOST_EARLIER));
        }
        return PastCodec.deflate(read);
    }
}
