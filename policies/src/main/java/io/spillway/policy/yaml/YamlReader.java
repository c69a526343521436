package io.spillway.policy.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads one document from the parser's events. */
public final class YamlReader {
    /** A hundred times the longest policy that we have seen a person write. */
    private static final int MAX_LENGTH = 256 * 1024;
    /** A policy needs six levels. */
    private static final int MAX_DEPTH = 16;
    private static final Set<String> EMPTY = Set.of("", "~", "null", "Null", "NULL");

    private final SourceText source;
    private final Iterator<Event> events;

    private YamlReader(String text) {
        source = new SourceText(text);
        LoadSettings settings = LoadSettings.builder().setCodePointLimit(MAX_LENGTH).build();
        events = new Parse(settings).parseString(text).iterator();
    }

    /** The document's root. */
    public static Yaml read(String text) throws MalformedYamlException {
        if (text.length() > 2 * MAX_LENGTH || text.codePointCount(0, text.length()) > MAX_LENGTH) {
            throw new MalformedYamlException(new Position(1, 1), "the file is longer than " + MAX_LENGTH
                    + " characters", "split it into several policies");
        }
        YamlReader reader = new YamlReader(text);
        try {
            return reader.document();
        } catch (MarkedYamlEngineException e) {
            Position place = e.getProblemMark().map(mark -> reader.source.position(mark.getIndex())).orElse(
                    new Position(1, 1));
            throw new MalformedYamlException(place, "not valid YAML: " + e.getProblem(),
                    "check indentation and quotes around this place; quote a text that holds \": \" or \" #\"");
        } catch (YamlEngineException e) {
            throw new MalformedYamlException(new Position(1, 1),
                    "not valid YAML: " + String.valueOf(e.getMessage()).lines().findFirst()
                            .orElse("unreadable"),
                    "save the file as plain UTF-8 text in YAML 1.2");
        }
    }

    private Yaml document() throws MalformedYamlException {
        events.next(); // the stream's start
        if (events.next() instanceof StreamEndEvent) {
            throw new MalformedYamlException(new Position(1, 1), "the file is empty",
                    "write a policy, beginning with \"apiVersion: spillway/v1\"");
        }
        Yaml root = node(events.next(), 1);
        Event end = events.next();
        Event after = end instanceof DocumentEndEvent ? events.next() : end;
        if (after instanceof DocumentStartEvent) {
            throw fault(after, "a second document begins here", "keep one policy in one file");
        }
        return root;
    }

    private Yaml node(Event event, int depth) throws MalformedYamlException {
        if (depth > MAX_DEPTH) {
            throw fault(event, "nested more than " + MAX_DEPTH + " levels deep", "a policy needs six levels");
        }
        refuseReferences(event);
        return switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case SequenceStartEvent sequence -> sequence(sequence, depth);
            case MappingStartEvent mapping -> mapping(mapping, depth);
            default -> throw fault(event, "not expected here: " + event.getEventId(), "check this place");
        };
    }

    private void refuseReferences(Event event) throws MalformedYamlException {
        if (event instanceof AliasEvent) {
            throw fault(event, "aliases (*name) are not part of policies", "write the value out");
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            throw fault(event, "anchors (&name) are not part of policies", "remove \"&" + node.getAnchor().get()
                    + "\"");
        }
        Optional<String> tag = switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case SequenceStartEvent sequence -> sequence.getTag();
            case MappingStartEvent mapping -> mapping.getTag();
            default -> Optional.empty();
        };
        if (tag.isPresent()) {
            throw fault(event, "tags (" + tag.get() + ") are not part of policies", "remove the tag");
        }
    }

    private Yaml scalar(ScalarEvent event) {
        boolean empty = event.getScalarStyle() == ScalarStyle.PLAIN && EMPTY.contains(event.getValue());
        int start = offset(event);
        IntFunction<Position> places = index -> {
            int[] offsets = ScalarAlignment.align(source, start, event.getScalarStyle(), event.getValue());
            return source.position(offsets[Math.clamp(index, 0, offsets.length - 1)]);
        };
        return new Yaml.Scalar(position(event), event.getValue(), empty, places);
    }

    private Yaml sequence(SequenceStartEvent start, int depth) throws MalformedYamlException {
        List<Yaml> items = new ArrayList<>();
        for (Event next = events.next(); !(next instanceof SequenceEndEvent); next = events.next()) {
            items.add(node(next, depth + 1));
        }
        return new Yaml.Sequence(position(start), items);
    }

    private Yaml mapping(MappingStartEvent start, int depth) throws MalformedYamlException {
        List<Yaml.Entry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (Event next = events.next(); !(next instanceof MappingEndEvent); next = events.next()) {
            if (!(next instanceof ScalarEvent key)) {
                refuseReferences(next);
                throw fault(next, "a key has to be a text", "write \"name: value\"");
            }
            refuseReferences(key);
            if (!keys.add(key.getValue())) {
                throw fault(key, "key \"" + key.getValue() + "\" is written twice", "keep one of the two");
            }
            entries.add(new Yaml.Entry(key.getValue(), position(key), node(events.next(), depth + 1)));
        }
        return new Yaml.Mapping(position(start), entries);
    }

    private MalformedYamlException fault(Event event, String message, String remedy) {
        return new MalformedYamlException(position(event), message, remedy);
    }

    private Position position(Event event) {
        return source.position(offset(event));
    }

    private static int offset(Event event) {
        return event.getStartMark().map(Mark::getIndex).orElse(0);
    }
}
