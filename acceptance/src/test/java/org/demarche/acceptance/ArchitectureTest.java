package org.demarche.acceptance;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.demarche.gateway.read.ReadContext;
import org.jspecify.annotations.NullMarked;

/** Rules for the classes of all modules. */
@AnalyzeClasses(
        packages = "org.demarche",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.NotLentByTests.class})
class ArchitectureTest {

    /** One module lends its test classes to another, in a jar. */
    static final class NotLentByTests implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    /** A slice for each file, whatever classes it has. */
    private static final class FilesOfTheModel implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass one) {
            return one.getPackageName().startsWith("org.demarche.model")
                    ? SliceIdentifier.of(one.getName().replaceFirst("\\$.*", ""))
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "the files of the model";
        }
    }

    @ArchTest
    static final ArchRule the_model_knows_java_and_nothing_else =
            classes()
                    .that()
                    .resideInAPackage("org.demarche.model..")
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(
                                    "org.demarche.model..", "java..", "org.jspecify..", ""));

    @ArchTest
    static final ArchRule the_model_is_handed_time_and_ids =
            noClasses()
                    .that()
                    .resideInAPackage("org.demarche.model..")
                    .should()
                    .accessTargetWhere(
                            target(describe("a clock or chance", ArchitectureTest::impure)));

    @ArchTest
    static final ArchRule the_model_does_no_io =
            noClasses()
                    .that()
                    .resideInAPackage("org.demarche.model..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "java.io..",
                                    "java.nio.file..",
                                    "java.nio.channels..",
                                    "java.net.http..",
                                    "java.sql.."));

    @ArchTest
    static final ArchRule declared_projections_are_folded_without_io =
            noClasses()
                    .that()
                    .resideInAPackage("org.demarche.declared..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "org.apache.kafka..",
                                    "java.nio.file..",
                                    "java.nio.channels..",
                                    "java.net.."));

    @ArchTest
    static final ArchRule declared_projections_are_handed_time_and_ids =
            noClasses()
                    .that()
                    .resideInAPackage("org.demarche.declared..")
                    .should()
                    .accessTargetWhere(
                            target(describe("a clock or chance", ArchitectureTest::impure)));

    @ArchTest
    static final ArchRule one_module_knows_sqlite =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.demarche.sqlite..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage("org.sqlite..", "java.sql.."));

    @ArchTest
    static final ArchRule modules_have_no_cycles =
            slices().matching("org.demarche.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("org.demarche.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule files_of_the_model_have_no_cycles =
            slices().assignedFrom(new FilesOfTheModel()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule services_meet_in_kafka_only =
            slices().matching("org.demarche.(ingest|position|gateway)..")
                    .should()
                    .notDependOnEachOther();

    @ArchTest
    static final ArchRule the_torture_shares_no_code_with_what_it_checks =
            noClasses()
                    .that()
                    .resideInAPackage("org.demarche.torture..")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("org.demarche..")
                                    .and(not(resideInAPackage("org.demarche.torture.."))));

    @ArchTest
    static final ArchRule names_say_what_a_thing_is =
            noClasses().should().haveNameMatching(".*(Service|Manager|Helper|Utils?|Impl)");

    @ArchTest
    static void a_name_means_one_thing(JavaClasses classes) {
        var owners =
                classes.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(ArchitectureTest::isWritten)
                        .filter(one -> !one.getSimpleName().equals("Main"))
                        .collect(
                                groupingBy(
                                        JavaClass::getSimpleName,
                                        TreeMap::new,
                                        mapping(
                                                JavaClass::getPackageName,
                                                toCollection(TreeSet::new))));
        owners.values().removeIf(packages -> packages.size() == 1);

        assertThat(owners).isEmpty();
    }

    private static final String API = "/v1";

    /** The reads of the API that no view answers, each with the reason. */
    private static final Map<String, String> READS_OF_NO_VIEW =
            Map.of(
                    "ProjectionController.projections", "decisions answer it",
                    "ProjectionController.projection", "decisions answer it",
                    "ProjectionController.decisions", "decisions answer it",
                    "VersionController.version", "decisions answer it",
                    "DeadLetterController.letters", "the topic of dead letters answers it",
                    "DeadLetterController.letter", "the topic of dead letters answers it",
                    "TokenController.tokens", "access tokens are in no view");

    @ArchTest
    static void a_read_of_the_api_gets_one_context(JavaClasses classes) {
        var without =
                classes.stream()
                        .filter(one -> one.isAnnotatedWith(Controller.class))
                        .flatMap(one -> one.getMethods().stream())
                        .filter(ArchitectureTest::isReadOfTheApi)
                        .filter(
                                method ->
                                        method.getRawParameterTypes().stream()
                                                .noneMatch(
                                                        type ->
                                                                type.isEquivalentTo(
                                                                        ReadContext.class)))
                        .map(method -> method.getOwner().getSimpleName() + '.' + method.getName());

        assertThat(without).containsExactlyInAnyOrderElementsOf(READS_OF_NO_VIEW.keySet());
    }

    private static boolean isReadOfTheApi(JavaMethod method) {
        if (!method.isAnnotatedWith(Get.class)) {
            return false;
        }
        var folder = method.getOwner().getAnnotationOfType(Controller.class).value();
        var get = method.getAnnotationOfType(Get.class);
        return Stream.concat(Stream.of(folder, get.value(), get.uri()), Stream.of(get.uris()))
                .anyMatch(path -> path.startsWith(API));
    }

    /** NullAway looks into marked packages only: an unmarked one would pass unread. */
    @ArchTest
    static final ArchRule every_package_is_null_marked =
            classes()
                    .should(be(describe("in a null-marked package", ArchitectureTest::nullMarked)));

    /** Whether somebody wrote the class: Micronaut generates others in the same packages. */
    private static boolean isWritten(JavaClass type) {
        return !type.getName().contains("$") && !type.getSimpleName().equals("package-info");
    }

    private static boolean impure(AccessTarget target) {
        JavaClass owner = target.getOwner();
        return target.getName().equals("now") && owner.getPackageName().startsWith("java.time")
                || owner.isEquivalentTo(Clock.class)
                || owner.isAssignableTo(RandomGenerator.class)
                || owner.isEquivalentTo(Math.class) && target.getName().equals("random")
                || owner.isEquivalentTo(UUID.class) && target.getName().equals("randomUUID")
                || owner.isEquivalentTo(System.class)
                        && Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty")
                                .contains(target.getName());
    }

    private static boolean nullMarked(JavaClass type) {
        return type.getPackage().isAnnotatedWith(NullMarked.class);
    }
}
