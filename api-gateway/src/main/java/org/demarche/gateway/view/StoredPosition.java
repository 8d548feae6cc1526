package org.demarche.gateway.view;

import java.io.IOException;
import org.demarche.log.event.JsonReader;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.model.Subject;

/** The position of an actor on an issue as the view has it. */
public record StoredPosition(String actor, String issue, Document document) {

    public Subject subject() {
        return new Subject(actor, issue);
    }

    /**
     * Checks a document before it is served. No other code checks it, and its bytes go to clients
     * unchanged.
     *
     * @throws UnreadableEvent if the bytes are not the position of this subject
     */
    static Document document(Subject subject, byte[] bytes) throws UnreadableEvent {
        var isItsOwn = JsonReader.<Boolean>read(bytes, in -> Listed.read(in).isOf(subject));
        if (!isItsOwn) {
            throw new UnreadableEvent(
                    "it is the position of another actor or on another issue", "");
        }
        return Document.of(bytes);
    }

    /** The fields that every position has. No other document has all of them. */
    private record Listed(String actor, String issue) {

        static Listed read(JsonReader in) throws IOException, UnreadableEvent {
            String actor = null;
            String issue = null;
            Boolean counted = null;
            in.object();
            for (var name = in.field(); name != null; name = in.field()) {
                switch (name) {
                    case "actor" -> actor = in.text();
                    case "issue" -> issue = in.text();
                    case "counts" -> {
                        in.skip();
                        counted = true;
                    }
                    default -> in.skip();
                }
            }
            var _ = in.required(counted, "counts");
            return new Listed(in.required(actor, "actor"), in.required(issue, "issue"));
        }

        boolean isOf(Subject subject) {
            return actor.equals(subject.actor()) && issue.equals(subject.issue());
        }
    }
}
