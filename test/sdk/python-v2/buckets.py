"""Scenarios about buckets and lists."""

import alibabacloud_oss_v2 as oss
from clients import client, listed, make_bucket, put, refused
from harness import ENDPOINT, OWNER, REGION, check, equal, scenario


@scenario('bucket-life')
def bucket_life(name):
    config = oss.CreateBucketConfiguration(storage_class='IA')
    client.put_bucket(oss.PutBucketRequest(name, acl='private', create_bucket_configuration=config))
    found = client.list_buckets(oss.ListBucketsRequest(prefix=name))
    equal([(b.name, b.region, b.storage_class) for b in found.buckets], [(name, REGION, 'IA')])
    equal(found.owner.id, OWNER)
    check(client.is_bucket_exist(name), 'the bucket is not there')
    client.delete_bucket(oss.DeleteBucketRequest(name))
    check(not client.is_bucket_exist(name), 'the bucket is still there')
    refused(404, 'NoSuchBucket', client.delete_bucket, oss.DeleteBucketRequest(name))


@scenario('bucket-describe')
def bucket_describe(name):
    make_bucket(name)
    put(name, 'one', b'12345')
    client.initiate_multipart_upload(oss.InitiateMultipartUploadRequest(name, 'two'))
    info = client.get_bucket_info(oss.GetBucketInfoRequest(name)).bucket_info
    equal((info.name, info.owner.id, info.acl), (name, OWNER, 'private'))
    equal((info.location, info.storage_class, info.data_redundancy_type), ('oss-' + REGION, 'Standard', 'LRS'))
    equal(client.get_bucket_location(oss.GetBucketLocationRequest(name)).location, 'oss-' + REGION)
    stat = client.get_bucket_stat(oss.GetBucketStatRequest(name))
    equal((stat.storage, stat.object_count, stat.multi_part_upload_count), (5, 1, 1))


@scenario('describe-regions')
def describe_regions(_):
    regions = client.describe_regions(oss.DescribeRegionsRequest(regions='oss-' + REGION)).region_info
    equal([(r.region, r.internet_endpoint) for r in regions], [('oss-' + REGION, ENDPOINT.split('//')[1])])
    refused(404, 'NoSuchRegion', client.describe_regions, oss.DescribeRegionsRequest(regions='oss-nowhere'))


@scenario('bucket-acl')
def bucket_acl(name):
    make_bucket(name)
    for acl in ['public-read', 'public-read-write', 'private']:
        client.put_bucket_acl(oss.PutBucketAclRequest(name, acl))
        equal(client.get_bucket_acl(oss.GetBucketAclRequest(name)).acl, acl)


@scenario('public-access-block')
def public_access_block(name):
    make_bucket(name)
    config = oss.PublicAccessBlockConfiguration(True)
    client.put_bucket_public_access_block(oss.PutBucketPublicAccessBlockRequest(name, config))

    def blocked():
        answer = client.get_bucket_public_access_block(oss.GetBucketPublicAccessBlockRequest(name))
        return answer.public_access_block_configuration.block_public_access

    equal(blocked(), True)
    refused(403, 'AccessDenied', client.put_bucket_acl, oss.PutBucketAclRequest(name, 'public-read'))
    client.delete_bucket_public_access_block(oss.DeleteBucketPublicAccessBlockRequest(name))
    equal(blocked(), False)
    client.put_bucket_acl(oss.PutBucketAclRequest(name, 'public-read'))


KEYS = ['a/1', 'a/2', 'b', 'c/d/e', 'z']


def fill(name):
    make_bucket(name)
    for key in KEYS:
        put(name, key, key)


@scenario('list-objects')
def list_objects(name):
    fill(name)
    page = client.list_objects(oss.ListObjectsRequest(name, delimiter='/'))
    equal(([o.key for o in page.contents], [p.prefix for p in page.common_prefixes]), (['b', 'z'], ['a/', 'c/']))
    pages = list(client.list_objects_paginator(limit=2).iter_page(oss.ListObjectsRequest(name)))
    equal((len(pages), pages[0].next_marker), (3, 'a/2'))
    equal([o.key for page in pages for o in page.contents], KEYS)
    one = pages[0].contents[0]
    equal((one.size, one.object_type, one.storage_class, one.owner.id), (3, 'Normal', 'Standard', OWNER))
    for key in ['x y', 'x+y']:
        put(name, key, b'')
    for key in ['x y', 'x+y']:
        equal(listed(name, prefix=key), [key])


@scenario('list-objects-v2')
def list_objects_v2(name):
    fill(name)
    pages = list(client.list_objects_v2_paginator(limit=2).iter_page(oss.ListObjectsV2Request(name)))
    equal([o.key for page in pages for o in page.contents], KEYS)
    equal((len(pages), pages[0].key_count, pages[0].contents[0].owner), (3, 2, None))
    after = client.list_objects_v2(oss.ListObjectsV2Request(name, start_after='a/2', delimiter='/', fetch_owner=True))
    equal(([o.key for o in after.contents], [p.prefix for p in after.common_prefixes]), (['b', 'z'], ['c/']))
    equal(after.contents[0].owner.id, OWNER)


@scenario('list-object-versions')
def list_object_versions(name):
    fill(name)
    found = client.list_object_versions(oss.ListObjectVersionsRequest(name, prefix='a/'))
    equal([(v.key, v.version_id, v.is_latest) for v in found.version], [('a/1', 'null', True), ('a/2', 'null', True)])
    check(not found.delete_marker, 'a delete marker')


@scenario('bucket-not-empty')
def bucket_not_empty(name):
    make_bucket(name)
    put(name, 'key', b'')
    error = refused(409, 'BucketNotEmpty', client.delete_bucket, oss.DeleteBucketRequest(name))
    equal(error.error_fileds['BucketName'], name)
    client.delete_object(oss.DeleteObjectRequest(name, 'key'))
    client.delete_bucket(oss.DeleteBucketRequest(name))
