package org.demarche.gateway.fold;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.demarche.log.registry.DayRanges;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;
import org.demarche.log.registry.TimedPart;
import org.demarche.model.Scope;
import org.demarche.model.Subject;
import org.demarche.model.edtf.Days;

/**
 * The statements that count as an actor's: its own, those under ids merged into it and, on request,
 * those of its parts on the days on which they are parts. The present registry decides.
 *
 * @param parts by id; empty if parts are left out
 */
record SubjectScope(Registry registry, Subject subject, Map<String, DayRanges> parts)
        implements Scope {

    static SubjectScope of(Registry registry, Subject subject, boolean withParts) {
        var parts = withParts ? registry.parts(subject.actor()) : List.<TimedPart>of();
        return new SubjectScope(
                registry,
                subject,
                parts.stream().collect(toUnmodifiableMap(TimedPart::actor, TimedPart::days)));
    }

    /** Finds the actors under whom its statements on any issue are filed. */
    static Set<String> holders(Registry registry, String actor, boolean withParts) {
        var holders = new TreeSet<>(registry.mergedFrom(EntryType.ACTOR, actor));
        if (withParts) {
            registry.parts(actor)
                    .forEach(
                            part ->
                                    holders.addAll(
                                            registry.mergedFrom(EntryType.ACTOR, part.actor())));
        }
        return holders;
    }

    /** Finds the actors and issues under which its statements are filed. */
    List<Subject> members() {
        var members = new ArrayList<Subject>();
        for (var issue : registry.mergedFrom(EntryType.ISSUE, subject.issue())) {
            add(members, subject.actor(), issue);
            parts.keySet().stream().sorted().forEach(part -> add(members, part, issue));
        }
        return members;
    }

    private void add(List<Subject> members, String actor, String issue) {
        registry.mergedFrom(EntryType.ACTOR, actor)
                .forEach(id -> members.add(new Subject(id, issue)));
    }

    @Override
    public String actor(String id) {
        return registry.canonical(EntryType.ACTOR, id);
    }

    @Override
    public String voice(String id, Days saidOn) {
        var actor = actor(id);
        return isPart(actor, saidOn) ? subject.actor() : actor;
    }

    @Override
    public String outlet(String id) {
        return registry.canonical(EntryType.OUTLET, id);
    }

    /** An origin counts as the outlet with its id or, without one, as the actor. */
    @Override
    public String origin(String id) {
        return registry.outlet(id).isPresent() ? outlet(id) : actor(id);
    }

    @Override
    public boolean covers(String holder, Days saidOn) {
        var actor = actor(holder);
        return !parts.containsKey(actor) || isPart(actor, saidOn);
    }

    private boolean isPart(String actor, Days saidOn) {
        var days = parts.get(actor);
        return days != null && days.covers(saidOn.latest());
    }
}
