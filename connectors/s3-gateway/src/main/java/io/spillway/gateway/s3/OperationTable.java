package io.spillway.gateway.s3;

import io.spillway.cluster.api.object.ObjectStore;
import io.spillway.gateway.s3.bucket.Buckets;
import io.spillway.gateway.s3.listing.ListObjects;
import io.spillway.gateway.s3.multipart.CompleteUpload;
import io.spillway.gateway.s3.multipart.UploadListings;
import io.spillway.gateway.s3.multipart.Uploads;
import io.spillway.gateway.s3.object.CopyObject;
import io.spillway.gateway.s3.object.DeleteObject;
import io.spillway.gateway.s3.object.DeleteObjects;
import io.spillway.gateway.s3.object.PutObject;
import io.spillway.gateway.s3.object.ReadObject;
import io.spillway.gateway.s3.operation.OperationHandler;
import io.spillway.gateway.s3.operation.S3Operation;

/** Who carries out which operation. */
record OperationTable(Buckets buckets, ListObjects lists, ReadObject reads, Uploads uploads,
        UploadListings uploadListings, ObjectStore store) {
    static OperationTable over(ObjectStore store, String region) {
        return new OperationTable(new Buckets(store, region), new ListObjects(store), new ReadObject(store),
                new Uploads(store), new UploadListings(store), store);
    }

    OperationHandler handler(S3Operation operation) {
        return switch (operation) {
            case LIST_BUCKETS -> buckets::list;
            case GET_BUCKET_LOCATION -> buckets::location;
            case HEAD_BUCKET -> buckets::head;
            case CREATE_BUCKET -> buckets::create;
            case DELETE_BUCKET -> buckets::delete;
            case LIST_OBJECTS -> lists::first;
            case LIST_OBJECTS_V2 -> lists::second;
            case DELETE_OBJECTS -> new DeleteObjects(store);
            case GET_OBJECT -> reads::get;
            case HEAD_OBJECT -> reads::head;
            case PUT_OBJECT -> new PutObject(store);
            case COPY_OBJECT -> new CopyObject(store);
            case DELETE_OBJECT -> new DeleteObject(store);
            case CREATE_MULTIPART_UPLOAD -> uploads::create;
            case UPLOAD_PART -> uploads::putPart;
            case COMPLETE_MULTIPART_UPLOAD -> new CompleteUpload(store);
            case ABORT_MULTIPART_UPLOAD -> uploads::abort;
            case LIST_PARTS -> uploadListings::parts;
            case LIST_MULTIPART_UPLOADS -> uploadListings::uploads;
        };
    }
}
