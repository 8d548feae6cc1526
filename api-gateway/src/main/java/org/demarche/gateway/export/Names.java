package org.demarche.gateway.export;

import org.demarche.log.registry.Actor;
import org.demarche.log.registry.Issue;
import org.demarche.log.registry.Outlet;
import org.demarche.log.registry.Registry;

/** The names of actors and outlets in the registry; an unknown one goes by its id. */
record Names(Registry registry) {

    String actor(String id) {
        return registry.actor(id).map(Actor::name).orElse(id);
    }

    String outlet(String id) {
        return registry.outlet(id).map(Outlet::name).orElse(id);
    }

    String issue(String id) {
        return registry.issue(id).map(Issue::name).orElse(id);
    }

    String proposition(String issue) {
        return registry.issue(issue).map(Issue::proposition).orElse(issue);
    }
}
