package org.demarche.torture.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import org.demarche.torture.check.ActorAndIssue;
import org.demarche.torture.check.Content;

/** The bodies of writes. Each has the name of its write in a text that the fold ignores. */
final class WriteBodies {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PUBLISHED = "2025-01-01";

    private WriteBodies() {}

    static String json(Map<String, ?> members) {
        try {
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String filing(String write, String id, ActorAndIssue subject, Content content) {
        var members = members(write, subject, content);
        members.put("id", id);
        return json(members);
    }

    static String correction(String write, ActorAndIssue subject, Content content) {
        return json(members(write, subject, content));
    }

    static String retraction(String write) {
        return json(Map.of("reason", write));
    }

    /** Returns a report that must be refused, because its stance or its holder does not exist. */
    static String bad(String write, ActorAndIssue subject, Content content, boolean stance) {
        var members = members(write, subject, content);
        members.put(stance ? "stance" : "holder", "unheard-of");
        return json(members);
    }

    private static Map<String, Object> members(
            String write, ActorAndIssue subject, Content content) {
        var members = new HashMap<String, Object>();
        members.put("holder", subject.actor());
        members.put("spokenFor", subject.actor());
        members.put("issue", subject.issue());
        members.put("stance", content.stance());
        members.put("saidOn", content.saidOn().toString());
        members.put("utterance", write);
        members.put("summary", write);
        members.put("source", Map.of("outlet", content.outlet(), "publishedOn", PUBLISHED));
        return members;
    }
}
