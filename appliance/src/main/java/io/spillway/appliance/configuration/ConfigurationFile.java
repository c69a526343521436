package io.spillway.appliance.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads the configuration file. Values stay text, as {@code --set} gives them, so that one reader decides what they
 * mean; {@code a: {b: c}} and {@code a.b: c} are the same key.
 */
final class ConfigurationFile {
    /** No key has more words than this; it also ends a file whose aliases point back at themselves. */
    private static final int MAX_DEPTH = 6;

    private final Path path;
    private final List<Setting> settings = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();

    private ConfigurationFile(Path path) {
        this.path = path;
    }

    static List<Setting> read(Path path) throws ConfigurationException {
        ConfigurationFile file = new ConfigurationFile(path);
        Optional<Node> root = file.compose();
        if (root.isPresent()) {
            file.collect("", root.get(), 0);
        }
        return file.settings;
    }

    private Optional<Node> compose() throws ConfigurationException {
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(path.toString()).setUseMarks(true).build();
            return new Compose(settings).composeString(Files.readString(path));
        } catch (NoSuchFileException e) {
            throw new ConfigurationException("there is no configuration file " + path + "; check --config", e);
        } catch (IOException e) {
            throw new ConfigurationException("the configuration file " + path + " cannot be read: " + e.getMessage(),
                    e);
        } catch (YamlEngineException e) {
            throw new ConfigurationException("the configuration file " + path + " is not YAML: " + e.getMessage(), e);
        }
    }

    private void collect(String key, Node node, int depth) throws ConfigurationException {
        switch (node) {
            case MappingNode mapping when depth < MAX_DEPTH -> {
                for (NodeTuple entry : mapping.getValue()) {
                    String name = scalar(entry.getKeyNode(), "the name of a key");
                    collect(key.isEmpty() ? name : key + "." + name, entry.getValueNode(), depth + 1);
                }
            }
            case SequenceNode sequence when !key.isEmpty() -> {
                List<String> values = new ArrayList<>();
                for (Node value : sequence.getValue()) {
                    values.add(scalar(value, "an entry of " + key));
                }
                add(key, values, node);
            }
            case ScalarNode scalar when !key.isEmpty() -> add(key, List.of(scalar.getValue()), node);
            case null, default -> throw new ConfigurationException(
                    at(node) + ": write KEY: VALUE pairs, nested at most " + MAX_DEPTH + " deep");
        }
    }

    private void add(String key, List<String> values, Node node) throws ConfigurationException {
        Integer earlier = lines.putIfAbsent(key, line(node));
        if (earlier != null) {
            throw new ConfigurationException(at(node) + ": " + key + " was given on line " + earlier + " already");
        }
        settings.add(new Setting(key, values, at(node)));
    }

    private String scalar(Node node, String what) throws ConfigurationException {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new ConfigurationException(at(node) + ": " + what + " is one word or text in quotes, not a list or map");
    }

    private String at(Node node) {
        return path + " line " + line(node);
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }
}
