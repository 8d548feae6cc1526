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
     * The name in normal form, if this can be an id. If letters are missing, or the id would be too
     * long, it ends with a digest of the normal form. So no other name has this id, in any order of
     * registration.
     *
     * @param name with a letter or digit
     * @param otherwise what the id begins with where no letter of the name can be in one
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
