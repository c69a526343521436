package io.spillway.cluster.api.name;

import java.util.regex.Pattern;

/**
 * The name of a container (a bucket), unique in its namespace. The rules are those of S3 buckets: 3 to 63 of
 * {@code a-z 0-9 . -}, first and last a letter or a digit, no two dots together, not written like an IPv4 address.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Bucket naming rules</a>
 */
public record ContainerName(String value) implements Comparable<ContainerName> {
    private static final Pattern LEGAL = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern IPV4 = Pattern.compile("[0-9]+(\\.[0-9]+){3}");

    public ContainerName {
        if (!isLegal(value)) {
            throw new IllegalArgumentException("container name \"" + value
                    + "\" is not legal: use 3 to 63 of a-z 0-9 . - as the bucket naming rules of S3 say");
        }
    }

    public static boolean isLegal(String value) {
        return LEGAL.matcher(value).matches() && !value.contains("..") && !IPV4.matcher(value).matches();
    }

    @Override
    public int compareTo(ContainerName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
