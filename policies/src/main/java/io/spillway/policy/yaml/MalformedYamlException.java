package io.spillway.policy.yaml;

/** The text is not YAML as policies use it. */
public final class MalformedYamlException extends Exception {
    private final Position position;
    private final String remedy;

    MalformedYamlException(Position position, String message, String remedy) {
        super(message);
        this.position = position;
        this.remedy = remedy;
    }

    public Position position() {
        return position;
    }

    public String remedy() {
        return remedy;
    }
}
