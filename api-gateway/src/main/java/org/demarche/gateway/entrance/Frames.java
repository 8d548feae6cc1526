package org.demarche.gateway.entrance;

import java.util.List;

/**
 * The sites that may show a claim in a frame, by a setting. Browsers read them in the policy of the
 * page in the frame.
 *
 * @param sites sorted; empty if no site may
 */
public record Frames(List<String> sites) {

    static final String PATH = "/embed/";

    public Frames {
        sites = sites.stream().sorted().toList();
    }

    /**
     * @param text sites with commas between
     * @throws IllegalArgumentException naming the setting, if one of them is no site
     */
    public static Frames of(String text) {
        return new Frames(List.copyOf(Sites.named("demarche.embed", text)));
    }

    /** The sites as a policy lists them. */
    String ancestors() {
        return sites.isEmpty() ? "'none'" : String.join(" ", sites);
    }
}
