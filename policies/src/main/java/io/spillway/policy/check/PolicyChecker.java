package io.spillway.policy.check;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.spillway.policy.Policy;
import io.spillway.policy.Rule;
import io.spillway.policy.language.ConditionLanguage;
import io.spillway.policy.scope.Glob;
import io.spillway.policy.scope.Scope;
import io.spillway.policy.yaml.MalformedYamlException;
import io.spillway.policy.yaml.Yaml;
import io.spillway.policy.yaml.YamlReader;

/** Checks the text of policies. Safe for many threads; making one costs some tens of milliseconds, so keep it. */
public final class PolicyChecker {
    private static final String VERSION = "spillway/v1";
    private static final Set<String> KEYS = Set.of("apiVersion", "policy", "applies", "zone", "rules");
    private static final Set<String> LATER = Set.of("minStay", "budget", "window", "priority", "timeline", "expire",
            "replicate");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final String APPLIES_REMEDY = "write \"applies: { account: NAME, containers: [\"raw-*\"] }\"";

    private final ConditionLanguage language = new ConditionLanguage();

    /**
     * The policy that the text describes, or what is wrong with it. A text that is not YAML has one problem; otherwise all that
     * can be found at once are told.
     *
     * @param knownTargets the names of the targets that rules may tier to
     */
    public CheckResult check(String text, Set<String> knownTargets) {
        Problems problems = new Problems();
        try {
            Optional<Policy> policy = read(YamlReader.read(text), knownTargets, problems);
            if (policy.isPresent() && problems.isEmpty()) {
                return new CheckResult.Accepted(policy.get());
            }
        } catch (MalformedYamlException e) {
            problems.add(e.position(), String.valueOf(e.getMessage()), e.remedy());
        }
        return new CheckResult.Rejected(problems.inOrder());
    }

    private Optional<Policy> read(Yaml root, Set<String> knownTargets, Problems problems) {
        return Fields.of("a policy", root, KEYS, LATER, problems).flatMap(fields -> {
            checkVersion(fields, problems);
            Optional<String> name = name(fields, problems);
            Optional<Scope> applies = fields.required("applies", APPLIES_REMEDY).flatMap(
                    node -> scope(node, problems));
            Optional<ZoneId> zone = zone(fields, problems);
            RulesReader reader = new RulesReader(language, new ActionReader(knownTargets, problems), problems);
            List<Rule> rules = fields.requiredList("rules", RulesReader.example()).map(reader::read).orElse(List.of());
            return name.isEmpty() || applies.isEmpty() || zone.isEmpty() || rules.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Policy(name.get(), applies.get(), zone.get(), rules));
        });
    }

    private static void checkVersion(Fields fields, Problems problems) {
        fields.requiredText("apiVersion", "write \"apiVersion: " + VERSION + "\"").filter(
                version -> !version.text().equals(VERSION)).ifPresent(
                        version -> problems.add(version.at(), "apiVersion \"" + version.text()
                                + "\" is not known to this version of Spillway",
                                "write \"apiVersion: " + VERSION
                                        + "\""));
    }

    private static Optional<String> name(Fields fields, Problems problems) {
        String remedy = "use up to 63 of a-z 0-9 - and begin with a letter or digit, as in \"policy: archive-media\"";
        return fields.requiredText("policy", remedy).flatMap(scalar -> {
            if (NAME.matcher(scalar.text()).matches()) {
                return Optional.of(scalar.text());
            }
            problems.add(scalar.at(), "\"" + scalar.text() + "\" cannot name a policy", remedy);
            return Optional.empty();
        });
    }

    private static Optional<ZoneId> zone(Fields fields, Problems problems) {
        if (!fields.has("zone")) {
            return Optional.of(ZoneOffset.UTC);
        }
        String remedy = "write a zone of the IANA list, as in \"zone: Europe/Paris\"";
        return fields.optionalText("zone", remedy).flatMap(scalar -> {
            try {
                return Optional.of(ZoneId.of(scalar.text()));
            } catch (DateTimeException _) {
                problems.add(scalar.at(), "unknown zone \"" + scalar.text() + "\"", remedy);
                return Optional.empty();
            }
        });
    }

    private static Optional<Scope> scope(Yaml node, Problems problems) {
        return Fields.of("\"applies\"", node, Set.of("account", "containers"), Set.of(), problems).flatMap(fields -> {
            Optional<String> account = fields.requiredText("account", APPLIES_REMEDY).flatMap(
                    scalar -> account(scalar, problems));
            List<Glob> globs = fields.requiredList("containers", APPLIES_REMEDY).map(
                    items -> globs(fields, items, problems)).orElse(List.of());
            return account.filter(_ -> !globs.isEmpty()).map(name -> new Scope(name, globs));
        });
    }

    private static Optional<String> account(Yaml.Scalar scalar, Problems problems) {
        if (ACCOUNT.matcher(scalar.text()).matches()) {
            return Optional.of(scalar.text());
        }
        problems.add(scalar.at(), "\"" + scalar.text() + "\" cannot be an account",
                "use the account's name: 1 to 64 of a-z 0-9 . _ -");
        return Optional.empty();
    }

    private static List<Glob> globs(Fields fields, List<Yaml> items, Problems problems) {
        List<Glob> globs = new ArrayList<>();
        for (Yaml item : items) {
            fields.text("a container", item, APPLIES_REMEDY).ifPresent(scalar -> {
                if (Glob.isLegal(scalar.text())) {
                    globs.add(new Glob(scalar.text()));
                } else {
                    problems.add(scalar.at(), "\"" + scalar.text() + "\" cannot match a container",
                            "use a-z 0-9 . - and the wildcards * (any run of characters) and ? (any one)");
                }
            });
        }
        return globs;
    }
}
