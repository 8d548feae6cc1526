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
 * The scope of one actor and issue. It has the statements that are filed under the actor's id and
 * under ids merged into it. On request it also has the statements of the actor's parts, on the days
 * on which they are parts. It follows the present registry.
 *
 * @param parts the days of each part, by its id; empty if parts are left out
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

    /** Finds the ids under which statements of the actor, on any issue, are filed. */
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

    /** Finds the actors and issues under which the statements of the scope are filed. */
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

    /** Treats the origin as an outlet if an outlet has this id, otherwise as an actor. */
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
