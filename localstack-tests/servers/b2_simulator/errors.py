"""The errors of the service: a status, a code and a message, as Backblaze documents them."""

from b2sdk.v2 import exception


class ServiceError(Exception):
    def __init__(self, status, code, message, retry_after=None):
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.retry_after = retry_after

    def as_json(self):
        return {"status": self.status, "code": self.code, "message": self.message}


def bad_request(message):
    return ServiceError(400, "bad_request", message)


def bad_bucket(bucket_id):
    return ServiceError(400, "bad_bucket_id", f"Bucket {bucket_id} does not exist")


def unauthorized(message="unauthorized"):
    return ServiceError(401, "unauthorized", message)


def bad_token(message="Invalid authorization token"):
    return ServiceError(401, "bad_auth_token", message)


def expired_token():
    return ServiceError(401, "expired_auth_token", "Authorization token has expired")


def not_found(message):
    return ServiceError(404, "not_found", message)


def busy(message):
    return ServiceError(503, "service_unavailable", message, retry_after=1)


def of_b2sdk(error):
    """What the service answers where b2sdk's simulator raises this."""
    if isinstance(error, exception.DuplicateBucketName):
        return ServiceError(400, "duplicate_bucket_name", f"Bucket name is already in use: {error.args[0]}")
    if isinstance(error, exception.NonExistentBucket):
        return bad_bucket(error.bucket_name)
    if isinstance(error, exception.Conflict):
        return ServiceError(409, "conflict", "The bucket has another revision than ifRevisionIs")
    if isinstance(error, exception.InvalidAuthToken):
        return unauthorized("The applicationKeyId and/or the applicationKey are wrong")
    return bad_request(str(error))
