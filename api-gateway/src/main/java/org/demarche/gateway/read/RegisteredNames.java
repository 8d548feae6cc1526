package org.demarche.gateway.read;

import org.demarche.log.registry.Actor;
import org.demarche.log.registry.Issue;
import org.demarche.log.registry.Outlet;
import org.demarche.log.registry.Registry;

/** Finds the names of entries in the registry. An unknown entry goes by its id. */
public record RegisteredNames(Registry registry) {

    public String actor(String id) {
        return registry.actor(id).map(Actor::name).orElse(id);
    }

    public String outlet(String id) {
        return registry.outlet(id).map(Outlet::name).orElse(id);
    }

    public String issue(String id) {
        return registry.issue(id).map(Issue::name).orElse(id);
    }

    public String proposition(String issue) {
        return registry.issue(issue).map(Issue::proposition).orElse(issue);
    }
}
