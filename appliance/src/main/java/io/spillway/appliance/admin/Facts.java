package io.spillway.appliance.admin;

import java.net.URI;
import java.nio.file.Path;

import io.spillway.cluster.api.name.NodeId;

/** What the appliance knows of itself and the cluster does not. */
public record Facts(String version, NodeId node, URI s3, Path dataDirectory) {}
