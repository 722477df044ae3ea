"""Scenarios about websites, and about copying between buckets."""

from clients import make_bucket, refused
from harness import ENDPOINT, check, equal, fetch, scenario
from oss2.exceptions import (
    BucketReplicationAlreadyExist,
    NoSuchReplicationRule,
    NoSuchWebsite,
    ServerError,
)
from oss2.models import BucketWebsite, Condition, Redirect, ReplicationRule, RoutingRule


@scenario('bucket-website')
def bucket_website(name):
    bucket = make_bucket(name)
    refused(NoSuchWebsite, 404, 'NoSuchWebsiteConfiguration', bucket.get_bucket_website)
    moved = Redirect(redirect_type='External', proto='http', host_name='www.example.com', http_redirect_code=302)
    missing = Condition(key_prefix_equals='old/', http_err_code_return_equals=404)
    bucket.put_bucket_website(BucketWebsite('index.html', 'error.html', [RoutingRule(1, missing, moved)]))
    kept = bucket.get_bucket_website()
    equal((kept.index_file, kept.error_file), ('index.html', 'error.html'))
    equal(kept.rules[0].redirect.host_name, 'www.example.com')
    bucket.put_object('index.html', b'home', headers={'x-oss-object-acl': 'public-read'})
    root = '%s/%s/' % (ENDPOINT, name) if '127.0.0.1' in ENDPOINT else ENDPOINT.replace('://', '://%s.' % name) + '/'
    equal(fetch('GET', root).text, 'home')
    bucket.delete_bucket_website()
    refused(NoSuchWebsite, 404, 'NoSuchWebsiteConfiguration', bucket.get_bucket_website)


@scenario('bucket-replication')
def bucket_replication(name):
    bucket, target = make_bucket(name), make_bucket(name + '-target')
    refused(ServerError, 404, 'NoSuchReplicationConfiguration', bucket.get_bucket_replication)
    bucket.put_object('a/old', b'1')
    rule = ReplicationRule(
        rule_id='copy',
        target_bucket_name=target.bucket_name,
        target_bucket_location='oss-cn-hangzhou',
        prefix_list=['a/'],
        action_list=[ReplicationRule.ALL],
    )
    bucket.put_bucket_replication(rule)
    refused(BucketReplicationAlreadyExist, 400, 'BucketReplicationAlreadyExist', bucket.put_bucket_replication, rule)
    kept = bucket.get_bucket_replication().rule_list[0]
    equal((kept.rule_id, kept.target_bucket_name, kept.prefix_list), ('copy', target.bucket_name, ['a/']))
    bucket.put_object('a/new', b'2')
    bucket.put_object('b/new', b'3')
    for _ in range(100):
        progress = bucket.get_bucket_replication_progress('copy').progress
        found = [entry.key for entry in target.list_objects().object_list]
        if progress.historical_object_progress == 1 and len(found) == 2:
            break
    equal(found, ['a/new', 'a/old'])
    check('oss-cn-hangzhou' in bucket.get_bucket_replication_location().location_list, 'its own region')
    refused(NoSuchReplicationRule, 404, 'NoSuchReplicationRule', bucket.get_bucket_replication_progress, 'other')
    bucket.delete_bucket_replication('copy')
    refused(ServerError, 404, 'NoSuchReplicationConfiguration', bucket.get_bucket_replication)
