package org.demarche.torture.check;

/**
 * An actor and an issue.
 *
 * @param actor the holder
 */
public record ActorAndIssue(String actor, String issue) {

    /** The key of the pair's position in a view. */
    public String key() {
        return "p/" + actor + "/" + issue;
    }
}
