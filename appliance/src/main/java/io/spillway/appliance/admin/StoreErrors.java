package io.spillway.appliance.admin;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;

import io.spillway.appliance.admin.answer.ErrorAnswer;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.ObjectStoreException.AccessDenied;
import io.spillway.cluster.api.object.ObjectStoreException.ChecksumMismatch;
import io.spillway.cluster.api.object.ObjectStoreException.ContainerExists;
import io.spillway.cluster.api.object.ObjectStoreException.ContainerNotEmpty;
import io.spillway.cluster.api.object.ObjectStoreException.Damaged;
import io.spillway.cluster.api.object.ObjectStoreException.InsufficientStorage;
import io.spillway.cluster.api.object.ObjectStoreException.InvalidPart;
import io.spillway.cluster.api.object.ObjectStoreException.InvalidPartOrder;
import io.spillway.cluster.api.object.ObjectStoreException.NoSuchContainer;
import io.spillway.cluster.api.object.ObjectStoreException.NoSuchKey;
import io.spillway.cluster.api.object.ObjectStoreException.NoSuchUpload;
import io.spillway.cluster.api.object.ObjectStoreException.NoSuchVersion;
import io.spillway.cluster.api.object.ObjectStoreException.OutcomeUnknown;
import io.spillway.cluster.api.object.ObjectStoreException.PartTooSmall;
import io.spillway.cluster.api.object.ObjectStoreException.PreconditionFailed;
import io.spillway.cluster.api.object.ObjectStoreException.TooLarge;
import io.spillway.cluster.api.object.ObjectStoreException.Unavailable;
import io.spillway.cluster.api.object.ObjectStoreException.UnknownStoragePolicy;
import io.spillway.cluster.api.object.ObjectStoreException.WrongClaim;
import io.spillway.cluster.api.object.ObjectStoreException.WrongLength;

/** The status of each of the store's errors. */
@Controller
class StoreErrors {
    @Error(global = true)
    HttpResponse<ErrorAnswer> answer(ObjectStoreException e) {
        return HttpResponse.<ErrorAnswer>status(status(e)).body(new ErrorAnswer(String.valueOf(e.getMessage())));
    }

    private static HttpStatus status(ObjectStoreException e) {
        return switch (e) {
            case NoSuchContainer _,NoSuchKey _,NoSuchVersion _,NoSuchUpload _ -> HttpStatus.NOT_FOUND;
            case AccessDenied _ -> HttpStatus.FORBIDDEN;
            case Unavailable _,OutcomeUnknown _,Damaged _ -> HttpStatus.SERVICE_UNAVAILABLE;
            case InsufficientStorage _ -> HttpStatus.INSUFFICIENT_STORAGE;
            case ContainerExists _,ContainerNotEmpty _,PreconditionFailed _ -> HttpStatus.CONFLICT;
            case ChecksumMismatch _,WrongLength _,WrongClaim _,InvalidPart _,InvalidPartOrder _,PartTooSmall _,TooLarge _,UnknownStoragePolicy _ ->
                HttpStatus.BAD_REQUEST;
        };
    }
}
