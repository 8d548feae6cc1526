package org.demarche.ingest.form;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.demarche.log.json.Fields;
import org.demarche.log.json.Forms;
import org.demarche.model.Report;

/**
 * The field {@code act}: PLOVER's type and mode, and CAMEO's code.
 *
 * @see <a href="https://github.com/openeventdata/PLOVER">PLOVER's manual</a>, for its 16 types
 */
final class ActForm {

    private static final List<String> PLOVER =
            List.of(
                    "AGREE",
                    "CONSULT",
                    "SUPPORT",
                    "CONCEDE",
                    "COOPERATE",
                    "AID",
                    "RETREAT",
                    "REQUEST",
                    "ACCUSE",
                    "REJECT",
                    "THREATEN",
                    "PROTEST",
                    "SANCTION",
                    "MOBILIZE",
                    "COERCE",
                    "ASSAULT");

    /** A code from 01 to 20, with up to two more digits for a finer code. */
    private static final Pattern CAMEO = Pattern.compile("(0[1-9]|1[0-9]|20)[0-9]{0,2}");

    private static final Pattern MODE = Pattern.compile("[a-z]+([-_ ][a-z]+)*");
    private static final int LONGEST = 64;

    private ActForm() {}

    static Report.Act read(Fields act) {
        if (!act.has("plover") && !act.has("mode") && !act.has("cameo")) {
            act.note(act.place(), "must have plover, mode or cameo");
        }
        return new Report.Act(
                act.oneOf("plover", PLOVER, UnaryOperator.identity()),
                act.parsed("mode", LONGEST, ActForm::mode),
                act.parsed("cameo", LONGEST, ActForm::cameo));
    }

    private static String mode(String text) {
        return Forms.require(
                MODE.matcher(text).matches(),
                text,
                "must be a mode of PLOVER in lower case, such as 'meet'");
    }

    private static String cameo(String text) {
        return Forms.require(
                CAMEO.matcher(text).matches(),
                text,
                "must be a CAMEO code: 01 to 20, with up to two more digits");
    }
}
