"""Scenarios about versions."""

import alibabacloud_oss_v2 as oss
from clients import client, get, head, listed, make_bucket, put, refused
from harness import check, equal, scenario

UNKNOWN = 'CAEQNhiBgMDJgZCA0BYiIDc4MGZjZGI2OTBjOTRmNTE5NmU5NmFhZjhjYmY0OTA3'


def versioning_of(name, status):
    return oss.PutBucketVersioningRequest(name, versioning_configuration=oss.VersioningConfiguration(status))


def make_versioned(name):
    make_bucket(name)
    client.put_bucket_versioning(versioning_of(name, 'Enabled'))


def remove(name, key, version=None):
    return client.delete_object(oss.DeleteObjectRequest(name, key, version_id=version))


def remove_many(name, objects):
    asked = [oss.DeleteObject(key=key, version_id=version) for key, version in objects]
    return client.delete_multiple_objects(oss.DeleteMultipleObjectsRequest(name, objects=asked)).deleted_objects


@scenario('versioning')
def versioning(name):
    make_bucket(name)
    equal(client.get_bucket_versioning(oss.GetBucketVersioningRequest(name)).version_status, None)
    for status in ['Enabled', 'Suspended']:
        client.put_bucket_versioning(versioning_of(name, status))
        equal(client.get_bucket_versioning(oss.GetBucketVersioningRequest(name)).version_status, status)
        equal(client.get_bucket_info(oss.GetBucketInfoRequest(name)).bucket_info.versioning, status)
    refused(400, 'MalformedXML', client.put_bucket_versioning, versioning_of(name, 'Disabled'))
    equal(put(name, 'key', b'').version_id, 'null')


@scenario('versions')
def versions(name):
    make_versioned(name)
    one = put(name, 'key', b'one').version_id
    two = put(name, 'key', b'two').version_id
    log = client.append_object(oss.AppendObjectRequest(name, 'log', position=0, body=b'x')).version_id
    equal(len({one, two, log}), 3)
    equal(get(name, 'key').data, b'two')
    read = get(name, 'key', version_id=one)
    equal((read.data, read.version_id), (b'one', one))
    equal(head(name, 'key', version_id=one).version_id, one)
    equal(client.get_object_meta(oss.GetObjectMetaRequest(name, 'key', version_id=one)).version_id, one)
    client.put_object_acl(oss.PutObjectAclRequest(name, 'key', acl='public-read', version_id=one))
    acl = client.get_object_acl
    equal(acl(oss.GetObjectAclRequest(name, 'key', version_id=one)).acl, 'public-read')
    equal(acl(oss.GetObjectAclRequest(name, 'key')).acl, 'default')
    back = client.copy_object(oss.CopyObjectRequest(name, 'key', source_key='key', source_version_id=one))
    equal(back.source_version_id, one)
    equal((get(name, 'key').data, head(name, 'key').version_id), (b'one', back.version_id))
    upload = client.initiate_multipart_upload(oss.InitiateMultipartUploadRequest(name, 'big')).upload_id
    part = client.upload_part_copy(oss.UploadPartCopyRequest(
        name, 'big', part_number=1, upload_id=upload, source_key='key', source_version_id=two,
        source_range='bytes=0-1'))
    parts = oss.CompleteMultipartUpload(parts=[oss.UploadPart(1, part.etag)])
    done = client.complete_multipart_upload(oss.CompleteMultipartUploadRequest(
        name, 'big', upload_id=upload, complete_multipart_upload=parts))
    equal(get(name, 'big', version_id=done.version_id).data, b'tw')
    refused(404, 'NoSuchVersion', client.get_object, oss.GetObjectRequest(name, 'key', version_id=UNKNOWN))
    refused(400, 'InvalidArgument', client.get_object, oss.GetObjectRequest(name, 'key', version_id='%'))


@scenario('delete-markers')
def delete_markers(name):
    make_versioned(name)
    one = put(name, 'key', b'one').version_id
    markers = [remove(name, 'key') for _ in range(2)]
    equal([marker.delete_marker for marker in markers], [True, True])
    check(markers[0].version_id != markers[1].version_id, 'one marker for two deletions')
    error = refused(404, 'NoSuchKey', client.get_object, oss.GetObjectRequest(name, 'key'))
    equal(error.headers['x-oss-version-id'], markers[1].version_id)
    marker = markers[0].version_id
    error = refused(405, 'MethodNotAllowed', client.get_object, oss.GetObjectRequest(name, 'key', version_id=marker))
    equal((error.headers['Allow'], error.headers['x-oss-delete-marker']), ('DELETE', 'true'))
    equal(remove(name, 'key', markers[1].version_id).delete_marker, True)
    refused(404, 'NoSuchKey', client.get_object, oss.GetObjectRequest(name, 'key'))
    gone = remove_many(name, [('key', marker)])[0]
    equal((gone.version_id, gone.delete_marker), (marker, True))
    equal(get(name, 'key').data, b'one')
    made = remove_many(name, [('key', None)])[0]
    equal((made.version_id, made.delete_marker), (None, True))
    equal(remove(name, 'key', made.delete_marker_version_id).version_id, made.delete_marker_version_id)
    equal(head(name, 'key').version_id, one)


@scenario('version-list')
def version_list(name):
    make_versioned(name)
    made = [(key, put(name, key, b'x').version_id) for key in ['a/1', 'a/1', 'b']]
    made.append(('b', remove(name, 'b').version_id))
    found, markers = [], []
    for page in client.list_object_versions_paginator(limit=1).iter_page(oss.ListObjectVersionsRequest(name)):
        gone = page.delete_marker or []
        found += [(v.key, v.version_id, v.is_latest) for v in (page.version or []) + gone]
        markers += [v.key for v in gone]
    newest_first = [made[1] + (True,), made[0] + (False,), made[3] + (True,), made[2] + (False,)]
    equal((found, markers), (newest_first, ['b']))
    grouped = client.list_object_versions(oss.ListObjectVersionsRequest(name, delimiter='/'))
    equal([group.prefix for group in grouped.common_prefixes], ['a/'])
    equal(listed(name), ['a/1'])
    refused(409, 'BucketNotEmpty', client.delete_bucket, oss.DeleteBucketRequest(name))
    equal(len(remove_many(name, [(key, version) for key, version, _ in found])), 4)
    client.delete_bucket(oss.DeleteBucketRequest(name))
