"""Scenarios about websites, and about copying between buckets."""

import alibabacloud_oss_v2 as oss
from clients import client, make_bucket, put, refused
from harness import ENDPOINT, equal, fetch, scenario


@scenario('bucket-website')
def bucket_website(name):
    make_bucket(name)
    read = oss.GetBucketWebsiteRequest(name)
    refused(404, 'NoSuchWebsiteConfiguration', client.get_bucket_website, read)
    moved = oss.RoutingRuleRedirect(
        redirect_type='External', protocol='http', host_name='www.example.com', http_redirect_code=302
    )
    missing = oss.RoutingRuleCondition(key_prefix_equals='old/', http_error_code_returned_equals=404)
    website = oss.WebsiteConfiguration(
        index_document=oss.IndexDocument(suffix='index.html', support_sub_dir=True, type=0),
        error_document=oss.ErrorDocument(key='error.html', http_status=404),
        routing_rules=oss.RoutingRules(
            routing_rules=[oss.RoutingRule(rule_number=1, condition=missing, redirect=moved)]
        ),
    )
    client.put_bucket_website(oss.PutBucketWebsiteRequest(name, website_configuration=website))
    kept = client.get_bucket_website(read).website_configuration
    equal((kept.index_document.suffix, kept.index_document.support_sub_dir), ('index.html', True))
    equal((kept.error_document.key, kept.error_document.http_status), ('error.html', 404))
    equal(kept.routing_rules.routing_rules[0].redirect.host_name, 'www.example.com')
    client.put_object(oss.PutObjectRequest(name, 'index.html', body=b'home', acl='public-read'))
    root = '%s/%s/' % (ENDPOINT, name) if '127.0.0.1' in ENDPOINT else ENDPOINT.replace('://', '://%s.' % name) + '/'
    equal(fetch('GET', root).text, 'home')
    client.delete_bucket_website(oss.DeleteBucketWebsiteRequest(name))
    refused(404, 'NoSuchWebsiteConfiguration', client.get_bucket_website, read)


@scenario('bucket-replication')
def bucket_replication(name):
    target = name + '-target'
    make_bucket(name)
    make_bucket(target)
    read = oss.GetBucketReplicationRequest(name)
    refused(404, 'NoSuchReplicationConfiguration', client.get_bucket_replication, read)
    put(name, 'a/old', b'1')
    rule = oss.ReplicationRule(
        destination=oss.ReplicationDestination(
            bucket=target, location='oss-cn-hangzhou', transfer_type=oss.TransferType.INTERNAL
        ),
        prefix_set=oss.ReplicationPrefixSet(prefixs=['a/']),
        action='ALL',
        historical_object_replication=oss.HistoricalObjectReplicationType.ENABLED,
    )
    add = oss.PutBucketReplicationRequest(
        name, replication_configuration=oss.ReplicationConfiguration(rules=[rule])
    )
    rule_id = client.put_bucket_replication(add).headers['x-oss-replication-rule-id']
    refused(400, 'BucketReplicationAlreadyExist', client.put_bucket_replication, add)
    kept = client.get_bucket_replication(read).replication_configuration.rules[0]
    equal((kept.id, kept.destination.bucket, kept.prefix_set.prefixs), (rule_id, target, ['a/']))
    put(name, 'a/new', b'2')
    put(name, 'b/new', b'3')
    for _ in range(100):
        asked = oss.GetBucketReplicationProgressRequest(name, rule_id=rule_id)
        progress = client.get_bucket_replication_progress(asked).replication_progress.rules[0].progress
        found = [entry.key for entry in client.list_objects_v2(oss.ListObjectsV2Request(target)).contents or []]
        if progress is not None and progress.historical_object == '1' and len(found) == 2:
            break
    equal(found, ['a/new', 'a/old'])
    rtc = oss.RtcConfiguration(id=rule_id, rtc=oss.ReplicationTimeControl(status='enabled'))
    client.put_bucket_rtc(oss.PutBucketRtcRequest(name, rtc_configuration=rtc))
    location = client.get_bucket_replication_location(oss.GetBucketReplicationLocationRequest(name))
    equal('oss-cn-hangzhou' in location.replication_location.locations, True)
    other = oss.GetBucketReplicationProgressRequest(name, rule_id='other')
    refused(404, 'NoSuchReplicationRule', client.get_bucket_replication_progress, other)
    ids = oss.ReplicationRules(ids=[rule_id])
    client.delete_bucket_replication(oss.DeleteBucketReplicationRequest(name, replication_rules=ids))
    refused(404, 'NoSuchReplicationConfiguration', client.get_bucket_replication, read)
