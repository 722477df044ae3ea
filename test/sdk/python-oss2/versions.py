"""Scenarios about versions."""

import oss2
from clients import make_bucket, refused
from harness import check, equal, scenario
from oss2.exceptions import InvalidArgument, MalformedXml, NoSuchKey, ServerError
from oss2.models import BatchDeleteObjectVersion, BatchDeleteObjectVersionList, BucketVersioningConfig, PartInfo

UNKNOWN = 'CAEQNhiBgMDJgZCA0BYiIDc4MGZjZGI2OTBjOTRmNTE5NmU5NmFhZjhjYmY0OTA3'


def set_versioning(bucket, status):
    bucket.put_bucket_versioning(BucketVersioningConfig(status))


def versioned(name):
    bucket = make_bucket(name)
    set_versioning(bucket, 'Enabled')
    return bucket


def of(version):
    return {'versionId': version}


@scenario('versioning')
def versioning(name):
    bucket = make_bucket(name)
    equal(bucket.get_bucket_versioning().status, None)
    for status in ['Enabled', 'Suspended']:
        set_versioning(bucket, status)
        equal(bucket.get_bucket_versioning().status, status)
        equal(bucket.get_bucket_info().versioning_status, status)
    refused(MalformedXml, 400, 'MalformedXML', set_versioning, bucket, 'Disabled')
    equal(bucket.put_object('key', b'').versionid, 'null')


@scenario('versions')
def versions(name):
    bucket = versioned(name)
    one = bucket.put_object('key', b'one').versionid
    two = bucket.put_object('key', b'two').versionid
    equal(len({one, two, bucket.append_object('log', 0, b'x').versionid}), 3)
    equal(bucket.get_object('key').read(), b'two')
    read = bucket.get_object('key', params=of(one))
    equal((read.read(), read.versionid), (b'one', one))
    equal(bucket.head_object('key', params=of(one)).versionid, one)
    equal(bucket.get_object_meta('key', params=of(one)).versionid, one)
    bucket.put_object_acl('key', 'public-read', params=of(one))
    equal(bucket.get_object_acl('key', params=of(one)).acl, 'public-read')
    equal(bucket.get_object_acl('key').acl, 'default')
    back = bucket.copy_object(name, 'key', 'key', params=of(one))
    equal(back.headers['x-oss-copy-source-version-id'], one)
    equal((bucket.get_object('key').read(), bucket.head_object('key').versionid), (b'one', back.versionid))
    upload = bucket.init_multipart_upload('big').upload_id
    part = bucket.upload_part_copy(name, 'key', (0, 1), 'big', upload, 1, params=of(two))
    done = bucket.complete_multipart_upload('big', upload, [PartInfo(1, part.etag)])
    equal(bucket.get_object('big', params=of(done.versionid)).read(), b'tw')
    refused(ServerError, 404, 'NoSuchVersion', bucket.get_object, 'key', params=of(UNKNOWN))
    refused(InvalidArgument, 400, 'InvalidArgument', bucket.get_object, 'key', params=of('%'))


@scenario('delete-markers')
def delete_markers(name):
    bucket = versioned(name)
    one = bucket.put_object('key', b'one').versionid
    markers = [bucket.delete_object('key') for _ in range(2)]
    equal([marker.delete_marker for marker in markers], [True, True])
    check(markers[0].versionid != markers[1].versionid, 'one marker for two deletions')
    error = refused(NoSuchKey, 404, 'NoSuchKey', bucket.get_object, 'key')
    equal(error.headers['x-oss-version-id'], markers[1].versionid)
    error = refused(ServerError, 405, 'MethodNotAllowed', bucket.get_object, 'key', params=of(markers[0].versionid))
    equal((error.headers['Allow'], error.headers['x-oss-delete-marker']), ('DELETE', 'true'))
    equal(bucket.delete_object('key', params=of(markers[1].versionid)).delete_marker, True)
    refused(NoSuchKey, 404, 'NoSuchKey', bucket.get_object, 'key')
    many = BatchDeleteObjectVersionList([BatchDeleteObjectVersion('key', markers[0].versionid)])
    gone = bucket.delete_object_versions(many).delete_versions[0]
    equal((gone.versionid, gone.delete_marker), (markers[0].versionid, True))
    equal(bucket.get_object('key').read(), b'one')
    made = bucket.delete_object_versions(BatchDeleteObjectVersionList([BatchDeleteObjectVersion('key')])).delete_versions[0]
    equal((made.versionid, made.delete_marker), ('', True))
    equal(bucket.delete_object('key', params=of(made.delete_marker_versionid)).versionid, made.delete_marker_versionid)
    equal(bucket.head_object('key').versionid, one)


@scenario('version-list')
def version_list(name):
    bucket = versioned(name)
    made = [(key, bucket.put_object(key, b'x').versionid) for key in ['a/1', 'a/1', 'b']]
    made.append(('b', bucket.delete_object('b').versionid))
    found, markers, page = [], [], None
    while page is None or page.is_truncated:
        where = {} if page is None else {'key_marker': page.next_key_marker, 'versionid_marker': page.next_versionid_marker}
        page = bucket.list_object_versions(max_keys=1, **where)
        found += [(v.key, v.versionid, v.is_latest) for v in page.versions + page.delete_marker]
        markers += [v.key for v in page.delete_marker]
    newest_first = [made[1] + (True,), made[0] + (False,), made[3] + (True,), made[2] + (False,)]
    equal((found, markers), (newest_first, ['b']))
    equal(bucket.list_object_versions(delimiter='/').common_prefix, ['a/'])
    equal([o.key for o in oss2.ObjectIterator(bucket)], ['a/1'])
    refused(oss2.exceptions.BucketNotEmpty, 409, 'BucketNotEmpty', bucket.delete_bucket)
    many = BatchDeleteObjectVersionList([BatchDeleteObjectVersion(key, version) for key, version, _ in found])
    equal(len(bucket.delete_object_versions(many).delete_versions), 4)
    bucket.delete_bucket()
