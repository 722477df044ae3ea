"""Scenarios about buckets and lists."""

import oss2
from clients import make_bucket, open_bucket, refused, service
from harness import ENDPOINT, OWNER, REGION, check, equal, scenario
from oss2.exceptions import AccessDenied, BucketNotEmpty, NoSuchBucket, ServerError


@scenario('bucket-life')
def bucket_life(name):
    bucket = open_bucket(name)
    bucket.create_bucket(oss2.BUCKET_ACL_PRIVATE, oss2.models.BucketCreateConfig(oss2.BUCKET_STORAGE_CLASS_IA))
    listed = service().list_buckets(prefix=name)
    equal([(b.name, b.location, b.storage_class) for b in listed.buckets], [(name, 'oss-' + REGION, 'IA')])
    equal(listed.owner.id, OWNER)
    bucket.delete_bucket()
    equal(service().list_buckets(prefix=name).buckets, [])
    refused(NoSuchBucket, 404, 'NoSuchBucket', bucket.delete_bucket)


@scenario('bucket-describe')
def bucket_describe(name):
    bucket = make_bucket(name)
    bucket.put_object('one', b'12345')
    bucket.init_multipart_upload('two')
    info = bucket.get_bucket_info()
    equal((info.name, info.owner.id, info.acl.grant), (name, OWNER, 'private'))
    equal((info.location, info.storage_class, info.data_redundancy_type), ('oss-' + REGION, 'Standard', 'LRS'))
    equal(bucket.get_bucket_location().location, 'oss-' + REGION)
    stat = bucket.get_bucket_stat()
    equal((stat.storage_size_in_bytes, stat.object_count, stat.multi_part_upload_count), (5, 1, 1))


@scenario('describe-regions')
def describe_regions(_):
    regions = service().describe_regions('oss-' + REGION).regions
    equal([(r.region, r.internet_endpoint) for r in regions], [('oss-' + REGION, ENDPOINT.split('//')[1])])
    refused(ServerError, 404, 'NoSuchRegion', service().describe_regions, 'oss-nowhere')


@scenario('bucket-acl')
def bucket_acl(name):
    bucket = make_bucket(name)
    for acl in ['public-read', 'public-read-write', 'private']:
        bucket.put_bucket_acl(acl)
        equal(bucket.get_bucket_acl().acl, acl)


@scenario('public-access-block')
def public_access_block(name):
    bucket = make_bucket(name)
    bucket.put_bucket_public_access_block(True)
    equal(bucket.get_bucket_public_access_block().block_public_access, True)
    refused(AccessDenied, 403, 'AccessDenied', bucket.put_bucket_acl, 'public-read')
    bucket.delete_bucket_public_access_block()
    equal(bucket.get_bucket_public_access_block().block_public_access, False)
    bucket.put_bucket_acl('public-read')


KEYS = ['a/1', 'a/2', 'b', 'c/d/e', 'z']


def filled(name):
    bucket = make_bucket(name)
    for key in KEYS:
        bucket.put_object(key, key)
    return bucket


@scenario('list-objects')
def list_objects(name):
    bucket = filled(name)
    page = bucket.list_objects(delimiter='/')
    equal(([o.key for o in page.object_list], page.prefix_list), (['b', 'z'], ['a/', 'c/']))
    first = bucket.list_objects(max_keys=2)
    equal((first.is_truncated, first.next_marker), (True, 'a/2'))
    equal([o.key for o in oss2.ObjectIterator(bucket, max_keys=2)], KEYS)
    one = bucket.list_objects(prefix='a/1').object_list[0]
    equal((one.size, one.type, one.storage_class, one.owner.id), (3, 'Normal', 'Standard', OWNER))
    for key in ['x y', 'x+y']:
        bucket.put_object(key, b'')
    for key in ['x y', 'x+y']:
        equal([o.key for o in bucket.list_objects(prefix=key).object_list], [key])


@scenario('list-objects-v2')
def list_objects_v2(name):
    bucket = filled(name)
    first = bucket.list_objects_v2(max_keys=2)
    equal((first.is_truncated, [o.key for o in first.object_list]), (True, KEYS[:2]))
    check(first.object_list[0].owner is None, 'an owner that nobody asked for')
    equal([o.key for o in oss2.ObjectIteratorV2(bucket, max_keys=2)], KEYS)
    after = bucket.list_objects_v2(start_after='a/2', delimiter='/', fetch_owner=True)
    equal(([o.key for o in after.object_list], after.prefix_list), (['b', 'z'], ['c/']))
    equal(after.object_list[0].owner.id, OWNER)


@scenario('list-object-versions')
def list_object_versions(name):
    listed = filled(name).list_object_versions(prefix='a/')
    equal([(v.key, v.versionid, v.is_latest) for v in listed.versions], [('a/1', 'null', True), ('a/2', 'null', True)])
    equal(listed.delete_marker, [])


@scenario('bucket-not-empty')
def bucket_not_empty(name):
    bucket = make_bucket(name)
    bucket.put_object('key', b'')
    error = refused(BucketNotEmpty, 409, 'BucketNotEmpty', bucket.delete_bucket)
    equal(error.details['BucketName'], name)
    bucket.delete_object('key')
    bucket.delete_bucket()
