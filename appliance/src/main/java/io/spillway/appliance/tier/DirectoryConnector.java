package io.spillway.appliance.tier;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.directory.DirectoryCloudStore;
import io.spillway.cloud.directory.DirectoryTarget;
import io.spillway.cluster.api.account.Secret;

/** Folders: a local disk, a mounted share, the front of a tape library. */
final class DirectoryConnector implements TargetConnector {
    private static final String ID = "id";

    private final List<Path> own;

    /** @param own folders of the appliance, which no target may share */
    DirectoryConnector(List<Path> own) {
        this.own = List.copyOf(own);
    }

    @Override
    public String type() {
        return "directory";
    }

    @Override
    public Map<String, String> settings(TargetRequest request) throws TierException {
        request.allowOnly(TargetRequest.PATH, TargetRequest.PREFIX, TargetRequest.CLASS);
        if (!request.credentials().isEmpty()) {
            throw new TierException("a target of type directory takes no --credentials; leave them out");
        }
        Path path = path(request);
        try {
            Map<String, String> settings = new HashMap<>(Map.of(TargetRequest.PATH, path.toString(), ID,
                    DirectoryCloudStore.mark(path), TargetRequest.PREFIX, request.prefix()));
            target(settings);
            return settings;
        } catch (IOException e) {
            throw new TierException("the folder " + path + " cannot be made a target: " + e
                    + "; see that it is a folder and may be written", e);
        } catch (IllegalArgumentException e) {
            throw new TierException("--prefix " + request.prefix() + ": " + e.getMessage(), e);
        }
    }

    /** An empty mount point must not be made a target in the place of the one that is not mounted. */
    @Override
    public Map<String, String> settingsOfExisting(TargetRequest request) throws TierException {
        Path path = path(request);
        try {
            if (DirectoryCloudStore.idOf(path).isEmpty()) {
                throw new TierException("the folder " + path
                        + " is no target of a Spillway node; mount the right one, or correct --path");
            }
            return settings(request);
        } catch (IOException e) {
            throw new TierException("the folder " + path + " cannot be read: " + e, e);
        }
    }

    private Path path(TargetRequest request) throws TierException {
        String given = request.required(TargetRequest.PATH, "/mnt/archive");
        try {
            Path path = Path.of(given).normalize();
            if (!path.isAbsolute()) {
                throw new TierException("--path " + given + " is not absolute; the appliance runs in another folder");
            }
            for (Path folder : own) {
                if (path.startsWith(folder) || folder.startsWith(path)) {
                    throw new TierException(
                            "--path " + path + " shares its folder with the appliance's own " + folder
                                    + "; take another");
                }
            }
            return path;
        } catch (InvalidPathException e) {
            throw new TierException("--path " + given + " is no path: " + e.getReason(), e);
        }
    }

    @Override
    public CloudStore open(Map<String, String> settings, Supplier<Map<String, Secret>> credentials) {
        return new DirectoryCloudStore(target(settings));
    }

    @Override
    public String where(Map<String, String> settings) {
        String prefix = setting(settings, TargetRequest.PREFIX);
        return setting(settings, TargetRequest.PATH) + (prefix.isEmpty() ? "" : "/" + prefix);
    }

    private static DirectoryTarget target(Map<String, String> settings) {
        return new DirectoryTarget(Path.of(setting(settings, TargetRequest.PATH)), setting(settings, ID),
                setting(settings, TargetRequest.PREFIX));
    }

    private static String setting(Map<String, String> settings, String key) {
        return Objects.requireNonNull(settings.get(key), key);
    }
}
