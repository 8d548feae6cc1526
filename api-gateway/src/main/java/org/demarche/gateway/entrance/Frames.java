package org.demarche.gateway.entrance;

import java.util.List;

/**
 * The sites that may show a claim in a frame, from a setting. The content security policy of the
 * claim's page names them to browsers.
 *
 * @param sites the sites, sorted; empty if no site may show a claim
 */
public record Frames(List<String> sites) {

    static final String PATH = "/embed/";

    public Frames {
        sites = sites.stream().sorted().toList();
    }

    /**
     * @param text the sites, separated by commas
     * @throws IllegalArgumentException if a part is not a site; the message names the setting
     */
    public static Frames of(String text) {
        return new Frames(List.copyOf(Sites.named("demarche.embed", text)));
    }

    /** Returns the sites in the form of a content security policy. */
    String ancestors() {
        return sites.isEmpty() ? "'none'" : String.join(" ", sites);
    }
}
