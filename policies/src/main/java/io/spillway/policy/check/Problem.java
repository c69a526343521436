package io.spillway.policy.check;

/**
 * One thing that is wrong with a policy.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param message what is wrong, naming the thing
 * @param remedy what to write instead
 */
public record Problem(int line, int column, String message, String remedy) {

    /**
     * The problem as a person reads it: place and message, the line of the text with a caret under the column, the remedy.
     *
     * @param name how to call the text, as a rule its file name
     * @param text the text that was checked
     */
    public String render(String name, String text) {
        String source = text.lines().skip(line - 1L).findFirst().orElse("");
        String margin = Integer.toString(line);
        String indent = " ".repeat(margin.length());
        return name + ":" + line + ":" + column + ": " + message + "\n"
                + "  " + margin + " | " + source + "\n"
                + "  " + indent + " | " + padding(source) + "^\n"
                + "  remedy: " + remedy + "\n";
    }

    /** As wide as what stands before the column; tabs stay tabs, since nobody knows how wide they are shown. */
    private String padding(String source) {
        StringBuilder padding = new StringBuilder();
        source.codePoints().limit(column - 1L).forEach(character -> padding.append(character == '\t' ? '\t' : ' '));
        return padding.toString();
    }
}
