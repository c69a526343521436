package io.spillway.cluster.api.object;

/**
 * What a principal may be allowed to do; each method of {@link ObjectStore} asks for one of these on each resource.
 * Every step of an upload in parts is a {@link #WRITE_OBJECT}, but for the listings of uploads and of their parts.
 */
public enum Action {
    CREATE_CONTAINER, DELETE_CONTAINER, STAT_CONTAINER, LIST_CONTAINERS, LIST_OBJECTS, READ_OBJECT, WRITE_OBJECT, DELETE_OBJECT, LIST_UPLOADS
}
