package io.spillway.gateway.s3.xml;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes an answer, element by element. */
public final class XmlOutput {
    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter writer;

    private XmlOutput(String root, Optional<String> namespace) {
        try {
            writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            writer.writeStartDocument("UTF-8", "1.0");
            writer.writeStartElement(root);
            if (namespace.isPresent()) {
                writer.writeDefaultNamespace(namespace.get());
            }
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** A result, in S3's namespace. */
    public static XmlOutput result(String root) {
        return new XmlOutput(root, Optional.of(NAMESPACE));
    }

    /** An error, which has no namespace. */
    public static XmlOutput error() {
        return new XmlOutput("Error", Optional.empty());
    }

    public XmlOutput open(String element) {
        try {
            writer.writeStartElement(element);
            return this;
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    public XmlOutput close() {
        try {
            writer.writeEndElement();
            return this;
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    public XmlOutput element(String name, String value) {
        return open(name).characters(value).close();
    }

    public XmlOutput element(String name, long value) {
        return element(name, Long.toString(value));
    }

    public XmlOutput element(String name, boolean value) {
        return element(name, Boolean.toString(value));
    }

    public XmlOutput element(String name, Optional<String> value) {
        return value.map(present -> element(name, present)).orElse(this);
    }

    /**
     * Writes text. Characters that XML 1.0 has no place for are written as references to them, as S3 does: such keys
     * are only readable with {@code encoding-type=url}.
     */
    public XmlOutput characters(String value) {
        try {
            int start = 0;
            for (int i = 0; i < value.length(); i++) {
                if (needsReference(value.charAt(i))) {
                    writer.writeCharacters(value.substring(start, i));
                    writer.writeEntityRef("#x" + Integer.toHexString(value.charAt(i)));
                    start = i + 1;
                }
            }
            writer.writeCharacters(value.substring(start));
            return this;
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** Closes what is open and answers the document. */
    public byte[] bytes() {
        try {
            writer.writeEndDocument();
            writer.flush();
            return text.toString().getBytes(StandardCharsets.UTF_8);
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    private static boolean needsReference(char c) {
        return (c < 0x20 && c != '\t' && c != '\n') || c == 0x7f || c >= 0xfffe;
    }

    private static IllegalStateException impossible(XMLStreamException e) {
        return new IllegalStateException("writing XML into memory failed", e);
    }
}
