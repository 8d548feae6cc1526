package org.demarche.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A condition of one account with all its origins, which are asked and not copied: there may be
 * thousands.
 */
record Mention(Report.Condition condition, SortedSet<String> origins) {

    /** Those of reports that all give the same ones; a condition named twice is one. */
    static List<Mention> of(List<Report.Condition> conditions, SortedSet<String> origins) {
        if (conditions.isEmpty()) {
            return List.of();
        }
        var mentions = new LinkedHashMap<String, Mention>();
        for (var condition : conditions) {
            mentions.putIfAbsent(
                    HeardCondition.identity(condition), new Mention(condition, origins));
        }
        return List.copyOf(mentions.values());
    }

    static List<HeardCondition> heard(List<Mention> mentions) {
        return mentions.stream()
                .map(
                        mention ->
                                HeardCondition.of(
                                        mention.condition.key(),
                                        mention.condition.text(),
                                        mention.origins))
                .toList();
    }

    /** One for each key, else each text; the first text and the origins of all. */
    static List<HeardCondition> merged(List<Mention> mentions) {
        var same = new LinkedHashMap<String, List<Mention>>();
        for (var mention : mentions) {
            same.computeIfAbsent(
                            HeardCondition.identity(mention.condition), _ -> new ArrayList<>(2))
                    .add(mention);
        }
        return same.values().stream().map(Mention::one).toList();
    }

    private static HeardCondition one(List<Mention> mentions) {
        var first = new TreeSet<String>();
        for (var mention : mentions) {
            mention.origins.stream().limit(HeardCondition.ORIGINS_SHOWN).forEach(first::add);
        }
        var condition = mentions.getFirst().condition;
        return new HeardCondition(
                condition.key(),
                condition.text(),
                first.stream().limit(HeardCondition.ORIGINS_SHOWN).toList(),
                Union.of(mentions.stream().map(Mention::origins).toList()).size());
    }
}
