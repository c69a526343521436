package io.spillway.appliance.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The house of docs/architecture.md: who may know whom, ourselves and the libraries. */
@AnalyzeClasses(packages = "io.spillway", importOptions = {ImportOption.DoNotIncludeTests.class})
class ArchitectureTest {
    @ArchTest
    static final ArchRule EVERY_CLASS_BELONGS_TO_A_MODULE = classes().should(new ArchCondition<>("be in a module") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
            events.add(new SimpleConditionEvent(type, Module.of(type).isPresent(),
                    type.getFullName()
                            + " is in no module of this test; name its module here and in docs/architecture.md"));
        }
    });

    @ArchTest
    static final ArchRule ARROWS_POINT_ONE_WAY = classes()
            .should(new ArchCondition<>("know only what their module may") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    Module.of(type)
                            .ifPresent(module -> type.getDirectDependenciesFromSelf().forEach(dependency -> Module
                                    .of(dependency.getTargetClass())
                                    .filter(other -> !module.mayKnow(other))
                                    .ifPresent(other -> events
                                            .add(SimpleConditionEvent.violated(type,
                                                    module + " knows " + other + ": "
                                                            + dependency.getDescription())))));
                }
            });

    @ArchTest
    static final ArchRule NO_PACKAGE_CYCLES = slices().matching("io.spillway.(**)").should().beFreeOfCycles();

    /**
     * The demo and the training are clients of the S3 door from outside; nothing of the SDK reaches the appliance through
     * them.
     */
    @ArchTest
    static final ArchRule AWS_STAYS_IN_ITS_CONNECTOR = only("software.amazon..", "io.spillway.cloud.s3..",
            "io.spillway.appliance.demo..", "io.spillway.appliance.training..");

    @ArchTest
    static final ArchRule BACKBLAZE_STAYS_IN_ITS_CONNECTOR = only("com.backblaze..", "io.spillway.cloud.b2..");

    @ArchTest
    static final ArchRule RATIS_STAYS_IN_THE_DIRECTORY = only("org.apache.ratis..", "io.spillway.cluster.directory..");

    @ArchTest
    static final ArchRule SQLITE_STAYS_IN_THE_DIRECTORY = only("org.sqlite..", "io.spillway.cluster.directory..");

    @ArchTest
    static final ArchRule MICRONAUT_STAYS_IN_WIRING_AND_PAGES = only("io.micronaut..", "io.spillway.appliance..",
            "io.spillway.dashboard..");

    @ArchTest
    static final ArchRule NETTY_STAYS_IN_THE_GATEWAY = only("io.netty..", "io.spillway.gateway.s3..");

    @ArchTest
    static final ArchRule CEL_STAYS_IN_THE_POLICIES = only("dev.cel..", "io.spillway.policy..");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_THING_IS = noClasses()
            .should(new ArchCondition<>("be named Manager, Helper, Utils, Impl, Facade, Data or Info") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean banned = type.getSimpleName().matches(".*(Manager|Helper|Utils?|Impl|Facade|Data|Info)");
                    events.add(
                            new SimpleConditionEvent(type, banned, type.getFullName() + " says a role, not a thing"));
                }
            });

    @ArchTest
    static final ArchRule NO_JAVA_SERIALISATION = noClasses().should().dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream");

    private static ArchRule only(String library, String... homes) {
        return noClasses()
                .that(describe("live outside " + String.join(", ", homes),
                        type -> !JavaClass.Predicates.resideInAnyPackage(homes).test(type)))
                .should().dependOnClassesThat().resideInAPackage(library);
    }
}
