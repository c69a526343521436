"""What boto3 does in its daily life, at its defaults. Arguments: endpoint, working folder. Ends with 0 or an error."""
import hashlib
import io
import os
import sys
import urllib.error
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint, folder = sys.argv[1:3]
s3 = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
bucket = "boto3-check"


def expect_error(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, (code, error)
        return
    raise AssertionError("%s was expected of %s" % (code, arguments))


def body_of(key):
    return s3.get_object(Bucket=bucket, Key=key)["Body"].read()


def objects():
    s3.create_bucket(Bucket=bucket)
    assert bucket in [b["Name"] for b in s3.list_buckets()["Buckets"]]
    for size in (0, 1, 65536, 3000001):
        body = os.urandom(size)
        etag = s3.put_object(Bucket=bucket, Key="sized", Body=body, Metadata={"size": str(size)})["ETag"]
        assert etag == '"%s"' % hashlib.md5(body).hexdigest()
        assert body_of("sized") == body
        head = s3.head_object(Bucket=bucket, Key="sized")
        assert head["ContentLength"] == size and head["Metadata"] == {"size": str(size)}
    # A stream that cannot be hashed before it is sent.
    s3.upload_fileobj(io.BytesIO(b"streamed"), bucket, "streamed")
    assert body_of("streamed") == b"streamed"
    part = s3.get_object(Bucket=bucket, Key="streamed", Range="bytes=2-4")["Body"].read()
    assert part == b"rea", part


def checksums():
    # CRC32C and CRC64NVME need the C library, which is not among boto3's defaults.
    for algorithm in ("CRC32", "SHA1", "SHA256"):
        s3.put_object(Bucket=bucket, Key="sum", Body=b"body", ChecksumAlgorithm=algorithm)
        head = s3.head_object(Bucket=bucket, Key="sum", ChecksumMode="ENABLED")
        assert head["Checksum" + algorithm], (algorithm, head)
    expect_error("BadDigest", s3.put_object, Bucket=bucket, Key="bad", Body=b"body",
                 ChecksumSHA256="AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
    expect_error("BadDigest", s3.put_object, Bucket=bucket, Key="bad", Body=b"body",
                 ContentMD5="AAAAAAAAAAAAAAAAAAAAAA==")
    expect_error("NoSuchKey", s3.get_object, Bucket=bucket, Key="bad")


def large_files():
    path = os.path.join(folder, "large")
    with open(path, "wb") as file:
        for _ in range(18):
            file.write(os.urandom(1 << 20))
    s3.upload_file(path, bucket, "large", ExtraArgs={"ContentType": "application/x-large"})
    s3.download_file(bucket, "large", path + ".back")
    with open(path, "rb") as one, open(path + ".back", "rb") as other:
        assert one.read() == other.read()
    head = s3.head_object(Bucket=bucket, Key="large")
    assert head["ContentType"] == "application/x-large" and head["ETag"].endswith('-3"'), head
    s3.copy_object(Bucket=bucket, Key="large copy", CopySource={"Bucket": bucket, "Key": "large"})
    assert s3.head_object(Bucket=bucket, Key="large copy")["ContentLength"] == 18 << 20


def listings():
    keys = ["list/%s" % name for name in ("a b", "a+b", "a%2Fb", "é/😀", "x&y<z>", "tilde~")]
    for key in keys:
        s3.put_object(Bucket=bucket, Key=key, Body=key.encode())
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix="list/", PaginationConfig={"PageSize": 2})
    listed = [entry["Key"] for page in pages for entry in page.get("Contents", [])]
    assert listed == sorted(keys, key=lambda key: key.encode()), listed
    old = s3.get_paginator("list_objects").paginate(Bucket=bucket, Prefix="list/", PaginationConfig={"PageSize": 2})
    assert [entry["Key"] for page in old for entry in page.get("Contents", [])] == listed
    for key in keys:
        assert body_of(key) == key.encode()
    top = s3.list_objects_v2(Bucket=bucket, Delimiter="/")
    assert [prefix["Prefix"] for prefix in top["CommonPrefixes"]] == ["list/"], top


def presigned():
    # Left alone, boto3 signs URLs with the retired version 2.
    signer = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", config=Config(signature_version="s3v4"))
    put = signer.generate_presigned_url("put_object", Params={"Bucket": bucket, "Key": "signed url"}, ExpiresIn=60)
    urllib.request.urlopen(urllib.request.Request(put, data=b"by url", method="PUT")).close()
    get = signer.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "signed url"}, ExpiresIn=60)
    with urllib.request.urlopen(get) as answer:
        assert answer.read() == b"by url"
    try:
        urllib.request.urlopen(get.replace("signed%20url", "large"))
    except urllib.error.HTTPError as error:
        assert error.code == 403, error
    else:
        raise AssertionError("a signature served for another key")


def errors_and_removal():
    expect_error("NoSuchKey", s3.get_object, Bucket=bucket, Key="absent")
    expect_error("404", s3.head_object, Bucket=bucket, Key="absent")
    expect_error("NoSuchBucket", s3.list_objects_v2, Bucket="boto3-absent")
    expect_error("BucketNotEmpty", s3.delete_bucket, Bucket=bucket)
    expect_error("SignatureDoesNotMatch", boto3.client(
        "s3", endpoint_url=endpoint, region_name="us-east-1",
        aws_access_key_id=boto3.Session().get_credentials().access_key,
        aws_secret_access_key="not-the-secret").list_buckets)
    for entry in s3.list_objects_v2(Bucket=bucket)["Contents"]:
        s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": entry["Key"]}]})
    s3.delete_bucket(Bucket=bucket)
    expect_error("404", s3.head_bucket, Bucket=bucket)


for step in (objects, checksums, large_files, listings, presigned, errors_and_removal):
    step()
    print("ok", step.__name__, flush=True)
