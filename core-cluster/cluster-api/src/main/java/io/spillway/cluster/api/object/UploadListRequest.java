package io.spillway.cluster.api.object;

import java.util.Optional;

/**
 * One page of a listing of open uploads. {@code prefix}, {@code delimiter} and {@code limit} as in
 * {@link ListRequest}.
 *
 * @param afterKey the page begins behind this key or folded prefix; empty for the first page
 * @param afterUpload with {@code afterKey}: uploads of that same key behind this one come too; it may have ended
 */
public record UploadListRequest(String prefix, String delimiter, String afterKey, Optional<UploadId> afterUpload,
        int limit) {}
