package io.spillway.gateway.s3.xml;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.spillway.gateway.s3.error.S3Exception;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class XmlTest {
    private static String read(byte[] document) throws S3Exception {
        XmlInput xml = XmlInput.open(document, "a");
        StringBuilder text = new StringBuilder();
        while (xml.nextChild()) {
            text.append(xml.name()).append('=').append(xml.text()).append(';');
        }
        return text.toString();
    }

    private static String read(String document) throws S3Exception {
        return read(document.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void elementsAreReadWithoutRegardToNamespacesCommentsAndSpace() throws S3Exception {
        assertThat(read("<?xml version='1.0'?>\n<a xmlns='urn:x'> <!-- c --> <b>1 &amp; &#x1F600;</b>\n<n:c"
                + " xmlns:n='urn:y'><![CDATA[<2>]]></n:c></a>")).isEqualTo("b=1 & \uD83D\uDE00;c=<2>;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE a><a/>", "<!DOCTYPE a [<!ENTITY x 'y'>]><a><b>&x;</b></a>",
            "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "<a><b>&x;</b></a>",
            "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY l 'l'><!ENTITY m '&l;&l;'>]><a><b>&m;</b></a>",
            "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/x'> %p;]><a/>", "<a>text</a>", "<a><b><c/></b></a>",
            "<x/>", "", "<a", "<a></b>", "<a/><a/>", "\u0000", "<a><b>\u0001</b></a>"})
    void everythingElseIsMalformed(String document) {
        assertThatThrownBy(() -> read(document)).isInstanceOf(S3Exception.class);
    }

    @Test
    void aDocumentTypeInAnotherEncodingIsRefusedToo() {
        for (Charset charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16BE)) {
            assertThatThrownBy(() -> read("<?xml version='1.0' encoding='UTF-16'?><!DOCTYPE a><a/>"
                    .getBytes(charset))).isInstanceOf(S3Exception.class);
        }
    }

    @Test
    void depthIsBounded() {
        assertThatThrownBy(() -> {
            XmlInput xml = XmlInput.open(("<a>" + "<b>".repeat(100_000)).getBytes(StandardCharsets.UTF_8), "a");
            while (xml.nextChild()) {
                assertThat(xml.name()).isEqualTo("b");
            }
        }).hasMessageContaining("deeper");
    }

    @Test
    void whatIsWrittenIsEscaped() {
        assertThat(new String(XmlOutput.result("r").element("k", "<&>\"'\r\u0001\uD83D\uDE00\uFFFF").bytes(),
                StandardCharsets.UTF_8)).isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                        + "<r xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><k>&lt;&amp;&gt;\"'&#xd;&#x1;"
                        + "\uD83D\uDE00&#xffff;</k></r>");
    }
}
