package io.spillway.gateway.s3.xml;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import io.spillway.gateway.s3.error.S3ErrorCode;
import io.spillway.gateway.s3.error.S3Exception;

/**
 * Reads a small document from the outside in: {@link #nextChild} steps through the children of the element that is
 * open, and each child is either read as {@link #text} or stepped through in turn. Names are taken without their
 * namespaces, since clients differ in them.
 */
public final class XmlInput {
    /** No request of S3 nests deeper than four. */
    private static final int MAX_DEPTH = 8;

    private final XMLStreamReader reader;
    private int depth;

    private XmlInput(XMLStreamReader reader) {
        this.reader = reader;
    }

    public static XmlInput open(byte[] document, String root) throws S3Exception {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((_, _, _, _) -> {
            throw new XMLStreamException("external entities are refused");
        });
        try {
            XmlInput input = new XmlInput(factory.createXMLStreamReader(new ByteArrayInputStream(document)));
            if (!input.nextChild() || !input.name().equals(root)) {
                throw malformed("the root element must be " + root);
            }
            return input;
        } catch (XMLStreamException _) {
            throw malformed("it is not XML");
        }
    }

    /** Steps to the next child of the open element; false closes that element. */
    public boolean nextChild() throws S3Exception {
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    if (depth > MAX_DEPTH) {
                        throw malformed("it is nested deeper than " + MAX_DEPTH);
                    }
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    if (depth == 0) {
                        requireEnd();
                    }
                    return false;
                }
                case XMLStreamConstants.END_DOCUMENT -> {
                    return false;
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw malformed(
                        "a document type or an entity is not accepted");
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!reader.isWhiteSpace()) {
                        throw malformed("there is text where elements are expected");
                    }
                }
                default -> {
                    // Comments, processing instructions and white space say nothing.
                }
            }
        }
    }

    public String name() {
        return reader.getLocalName();
    }

    /** The text of the child that was stepped to, which has no children of its own. */
    public String text() throws S3Exception {
        try {
            String text = reader.getElementText();
            depth--;
            return text;
        } catch (XMLStreamException _) {
            throw malformed("the element " + name() + " holds more than text");
        }
    }

    public static S3Exception malformed(String reason) {
        return new S3Exception(S3ErrorCode.MALFORMED_XML, "The XML you provided was not well-formed or did not"
                + " validate against our published schema: " + reason);
    }

    private void requireEnd() throws S3Exception {
        // What may follow a root is white space, comments and instructions; the parser itself refuses anything else.
        for (int event = next(); event != XMLStreamConstants.END_DOCUMENT;) {
            event = next();
        }
    }

    private int next() throws S3Exception {
        try {
            return reader.hasNext() ? reader.next() : XMLStreamConstants.END_DOCUMENT;
        } catch (XMLStreamException _) {
            throw malformed("it is not XML");
        }
    }
}
