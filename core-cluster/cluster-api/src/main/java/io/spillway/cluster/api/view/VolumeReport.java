package io.spillway.cluster.api.view;

import io.spillway.cluster.api.name.NodeId;
import io.spillway.cluster.api.name.VolumeId;

/**
 * A chunk volume at one moment.
 *
 * @param score of the conscience, 0 (nothing is placed here) to 100
 * @param state one sentence: {@code in service}, or what is wrong and what the operator can do
 */
public record VolumeReport(NodeId node, VolumeId volume, int score, long capacityBytes, long freeBytes, String state) {}
