package org.demarche.cli.dna;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.demarche.log.name.NormalForm;
import org.jspecify.annotations.Nullable;

/** Merges the passages of one document that have the same content. */
final class Merging {

    private Merging() {}

    /**
     * Makes one report of the statements of one document with the same actors, concept and
     * agreement. The report has the id and the coder of the first statement, and the passages of
     * all.
     *
     * @param drafts the drafts, each from one statement, in the order of their ids
     */
    static List<DnaReport> of(List<DnaReport> drafts) {
        var compared = new HashMap<String, String>();
        var alike = new LinkedHashMap<Said, List<DnaReport>>();
        for (var draft : drafts) {
            alike.computeIfAbsent(Said.by(draft, compared), _ -> new ArrayList<>(1)).add(draft);
        }
        return alike.values().stream().map(Merging::one).toList();
    }

    private static DnaReport one(List<DnaReport> alike) {
        var first = alike.getFirst();
        if (alike.size() == 1) {
            return first;
        }
        return new DnaReport(
                alike.stream().map(DnaReport::statement).toList(),
                first.token(),
                first.holder(),
                first.organization(),
                first.person(),
                first.concept(),
                first.agrees(),
                first.place(),
                first.day(),
                first.outlet(),
                first.coder(),
                alike.stream()
                        .sorted(Comparator.comparing(draft -> draft.place().start()))
                        .flatMap(draft -> draft.passages().stream())
                        .toList());
    }

    /** The values that must be equal, with names in their normal form. */
    private record Said(
            long document, String holder, @Nullable String person, String concept, boolean agrees) {

        /**
         * @param compared the form of each name so far; a file has few names
         */
        static Said by(DnaReport draft, Map<String, String> compared) {
            return new Said(
                    draft.place().document(),
                    compared.computeIfAbsent(draft.holder(), NormalForm::of),
                    draft.person() == null
                            ? null
                            : compared.computeIfAbsent(draft.person(), NormalForm::of),
                    compared.computeIfAbsent(draft.concept(), NormalForm::of),
                    draft.agrees());
        }
    }
}
