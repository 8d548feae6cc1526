package org.demarche.log.name;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;
import org.demarche.log.Sha256;
import org.demarche.model.Slug;

/** Makes the id of a new entry from its name. */
public final class NameId {

    private static final int DIGEST = 8;

    private static final Pattern NOT_IN_ID = Pattern.compile("[^a-z0-9]+");

    private NameId() {}

    /**
     * Returns the normal form with hyphens for spaces, if that can be an id. If an id cannot have
     * some of its letters, or it is too long, the id ends with a digest of the normal form. So
     * names with different normal forms have different ids, in any order of registration.
     *
     * @param name a name with at least one letter or digit
     * @param otherwise the beginning of the id if an id can have no letter of the name
     */
    public static String of(String name, String otherwise) {
        var form = NormalForm.of(name);
        var whole = form.replace(' ', '-');
        if (Slug.is(whole)) {
            return whole;
        }
        var some = NOT_IN_ID.matcher(whole).replaceAll("-").replaceAll("^-|-$", "");
        var room = Slug.LONGEST - DIGEST - 1;
        var head =
                some.length() > room ? some.substring(0, room).replaceFirst("-[^-]*$", "") : some;
        var digest = Sha256.hex(form.getBytes(UTF_8)).substring(0, DIGEST);
        return (head.isEmpty() ? otherwise : head) + '-' + digest;
    }
}
