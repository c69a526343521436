package io.spillway.gateway.s3.multipart;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.MultipartUploads;
import io.spillway.cluster.api.object.MultipartUploads.CompletedPart;
import io.spillway.gateway.s3.checksum.ChecksumNames;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.xml.XmlInput;

/** The list of parts that a client sends to complete an upload. */
final class CompletionDocument {
    /** Ten thousand parts, each with the longest checksum and spelled with white space. */
    static final int MAX_BYTES = 4 << 20;

    private CompletionDocument() {}

    static List<CompletedPart> parse(byte[] document) throws S3Exception {
        List<CompletedPart> parts = new ArrayList<>();
        XmlInput xml = XmlInput.open(document, "CompleteMultipartUpload");
        while (xml.nextChild()) {
            if (!xml.name().equals("Part")) {
                throw XmlInput.malformed("unknown element " + xml.name());
            }
            parts.add(part(xml));
            if (parts.size() > MultipartUploads.MAX_PART_NUMBER) {
                throw XmlInput.malformed("more than " + MultipartUploads.MAX_PART_NUMBER + " parts");
            }
        }
        if (parts.isEmpty()) {
            throw XmlInput.malformed("no part is named");
        }
        return parts;
    }

    private static CompletedPart part(XmlInput xml) throws S3Exception {
        Optional<String> number = Optional.empty();
        Optional<String> etag = Optional.empty();
        List<Checksum> checksums = new ArrayList<>();
        while (xml.nextChild()) {
            String name = xml.name();
            switch (name) {
                case "PartNumber" -> number = Optional.of(xml.text().strip());
                case "ETag" -> etag = Optional.of(xml.text().strip().replace("\"", ""));
                case String _ -> checksums.add(checksum(name, xml));
            }
        }
        if (number.isEmpty() || etag.isEmpty()) {
            throw XmlInput.malformed("a part needs a PartNumber and an ETag");
        }
        return new CompletedPart(UploadParameters.partNumber(number.get()), etag.get(), checksums);
    }

    private static Checksum checksum(String element, XmlInput xml) throws S3Exception {
        ChecksumAlgorithm algorithm = ChecksumNames.ofElement(element)
                .orElseThrow(() -> XmlInput.malformed("unknown element " + element));
        byte[] value = ChecksumNames.decode(algorithm, element, xml.text().strip());
        return new Checksum(algorithm, HexFormat.of().formatHex(value), Checksum.Kind.FULL_OBJECT);
    }
}
