package org.demarche.bench.invented;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.demarche.model.Report.Condition;
import org.demarche.model.Report.Speaker;

/** The content of an invented registry: speakers, issues, and outlets that report. */
record InventedRegistry(
        List<Actor> actors, List<Issue> issues, List<Outlet> outlets, List<String> agencies) {

    static final int ACTORS = 2_000;
    static final int ISSUES = 20;
    static final int OUTLETS = 50;
    static final int AGENCIES = 12;

    private static final int CONDITIONS = 12;
    private static final List<String> ACTOR_KINDS =
            List.of("state", "state", "organization", "organization", "person", "group");
    private static final List<String> ROLES =
            List.of("president", "foreign minister", "spokeswoman", "envoy", "deputy");
    private static final List<String> OUTLET_KINDS =
            List.of("newspaper", "newspaper", "broadcaster", "online", "official");
    private static final List<String> GRADES = List.of("A", "B", "B", "C", "D", "F");
    private static final List<String> LANGUAGES = List.of("en", "en", "de", "fr", "ar");

    /**
     * @param speakers the persons who speak for the actor; one with an id has an office in the
     *     registry
     */
    record Actor(int number, String id, String kind, List<Speaker> speakers) {}

    /**
     * @param conditions the conditions that are heard about the issue, with keys
     */
    record Issue(int number, String id, List<Condition> conditions) {}

    record Outlet(String id, String kind, String grade, String language) {}

    static InventedRegistry drawnBy(RandomGenerator random) {
        return new InventedRegistry(
                IntStream.range(0, ACTORS).mapToObj(number -> actor(number, random)).toList(),
                IntStream.range(0, ISSUES).mapToObj(number -> issue(number, random)).toList(),
                IntStream.range(0, OUTLETS).mapToObj(number -> outlet(number, random)).toList(),
                IntStream.range(0, AGENCIES).mapToObj(number -> id(number, random)).toList());
    }

    static <T> T oneOf(RandomGenerator random, List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    private static Actor actor(int number, RandomGenerator random) {
        var speakers = IntStream.range(0, random.nextInt(2, 6)).mapToObj(_ -> speaker(random));
        return new Actor(number, id(number, random), oneOf(random, ACTOR_KINDS), speakers.toList());
    }

    private static Speaker speaker(RandomGenerator random) {
        var name = Phrases.name(random) + ' ' + Phrases.name(random);
        var registered = random.nextInt(5) > 0;
        return new Speaker(
                registered ? name.toLowerCase(Locale.ROOT).replace(' ', '-') : null,
                name,
                oneOf(random, ROLES));
    }

    private static Issue issue(int number, RandomGenerator random) {
        var conditions =
                IntStream.range(0, CONDITIONS)
                        .mapToObj(
                                n ->
                                        new Condition(
                                                "condition-" + n,
                                                Phrases.sentence(random, 30, 90)));
        return new Issue(number, id(number, random), conditions.toList());
    }

    private static Outlet outlet(int number, RandomGenerator random) {
        return new Outlet(
                id(number, random),
                oneOf(random, OUTLET_KINDS),
                oneOf(random, GRADES),
                oneOf(random, LANGUAGES));
    }

    private static String id(int number, RandomGenerator random) {
        return Phrases.name(random).toLowerCase(Locale.ROOT) + '-' + number;
    }
}
