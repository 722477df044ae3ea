"""Scenarios about settings of a bucket."""

import oss2
from clients import make_bucket, refused, service
from harness import OWNER, equal, scenario
from oss2.exceptions import (
    InvalidEncryptionAlgorithmError,
    NoSuchInventory,
    NoSuchServerSideEncryptionRule,
    NoSuchTransferAccelerationConfiguration,
    ServerError,
)
from oss2.models import (
    InventoryBucketDestination,
    InventoryConfiguration,
    InventoryDestination,
    InventorySchedule,
    MetaQuery,
    ServerSideEncryptionRule,
    Tagging,
    TaggingRule,
)


@scenario('bucket-tags')
def bucket_tags(name):
    bucket = make_bucket(name)
    rule = TaggingRule()
    rule.add('used by', name)
    rule.add('env', '%@ and +')
    bucket.put_bucket_tagging(Tagging(rule))
    equal(bucket.get_bucket_tagging().tag_set.tagging_rule, {'used by': name, 'env': '%@ and +'})
    found = service().list_buckets(params={'tag-key': 'used by', 'tag-value': name})
    equal([b.name for b in found.buckets], [name])
    bucket.delete_bucket_tagging(params={'tagging': 'env'})
    equal(bucket.get_bucket_tagging().tag_set.tagging_rule, {'used by': name})
    bucket.delete_bucket_tagging()
    equal(bucket.get_bucket_tagging().tag_set.tagging_rule, {})


@scenario('bucket-encryption')
def bucket_encryption(name):
    bucket = make_bucket(name)
    refused(NoSuchServerSideEncryptionRule, 404, 'NoSuchServerSideEncryptionRule', bucket.get_bucket_encryption)
    wrong = ServerSideEncryptionRule('ROT13')
    refused(
        InvalidEncryptionAlgorithmError, 400, 'InvalidEncryptionAlgorithmError', bucket.put_bucket_encryption, wrong
    )
    bucket.put_bucket_encryption(ServerSideEncryptionRule(oss2.SERVER_SIDE_ENCRYPTION_KMS, 'my-key', 'SM4'))
    rule = bucket.get_bucket_encryption()
    equal((rule.sse_algorithm, rule.kms_master_keyid, rule.kms_data_encryption), ('KMS', 'my-key', 'SM4'))
    bucket.put_object('a', b'1')
    equal(bucket.head_object('a').headers['x-oss-server-side-encryption'], 'KMS')
    equal(bucket.get_bucket_info().bucket_encryption_rule.sse_algorithm, 'KMS')
    bucket.delete_bucket_encryption()
    bucket.put_object('a', b'1')
    equal(bucket.head_object('a').headers.get('x-oss-server-side-encryption'), None)


@scenario('bucket-inventory')
def bucket_inventory(name):
    bucket = make_bucket(name)
    refused(NoSuchInventory, 404, 'NoSuchInventory', bucket.list_bucket_inventory_configurations)

    def put(inventory_id):
        to = InventoryBucketDestination(OWNER, 'acs:ram::%s:role/r' % OWNER, name, 'CSV', 'reports/')
        bucket.put_bucket_inventory_configuration(
            InventoryConfiguration(
                inventory_id,
                True,
                'All',
                None,
                InventoryDestination(to),
                InventorySchedule('Daily'),
                ['Size', 'ETag'],
            )
        )

    put('second')
    put('first')
    refused(ServerError, 409, 'InventoryAlreadyExist', put, 'first')
    listed = bucket.list_bucket_inventory_configurations()
    equal([one.inventory_id for one in listed.inventory_configurations], ['first', 'second'])
    one = bucket.get_bucket_inventory_configuration('first')
    equal((one.inventory_schedule.frequency, one.optional_fields), ('Daily', ['Size', 'ETag']))
    bucket.delete_bucket_inventory_configuration('first')
    refused(NoSuchInventory, 404, 'NoSuchInventory', bucket.get_bucket_inventory_configuration, 'first')


@scenario('bucket-switches')
def bucket_switches(name):
    bucket = make_bucket(name)
    code = 'NoSuchTransferAccelerationConfiguration'
    refused(NoSuchTransferAccelerationConfiguration, 404, code, bucket.get_bucket_transfer_acceleration)
    bucket.put_bucket_transfer_acceleration('true')
    equal(bucket.get_bucket_transfer_acceleration().enabled, 'true')
    equal(bucket.get_bucket_access_monitor().access_monitor.status, 'Disabled')
    bucket.put_bucket_access_monitor('Enabled')
    equal(bucket.get_bucket_access_monitor().access_monitor.status, 'Enabled')
    group = bucket.get_bucket_resource_group().resource_group_id
    bucket.put_bucket_resource_group(group)
    refused(ServerError, 400, 'ResourceGroupIdPreCheckError', bucket.put_bucket_resource_group, 'rg-nowhere')


@scenario('bucket-domains')
def bucket_domains(name):
    bucket = make_bucket(name)
    domain = 'www.example.com'
    created = bucket.create_bucket_cname_token(domain)
    equal((created.bucket, created.cname), (name, domain))
    equal(bucket.get_bucket_cname_token(domain).token, created.token)
    request = oss2.models.PutBucketCnameRequest(domain)
    refused(ServerError, 403, 'NeedVerifyDomainOwnership', bucket.put_bucket_cname, request)


@scenario('meta-query')
def meta_query(name):
    bucket = make_bucket(name)
    refused(ServerError, 404, 'MetaQueryNotExist', bucket.get_bucket_meta_query_status)
    bucket.open_bucket_meta_query()
    refused(ServerError, 400, 'MetaQueryAlreadyExist', bucket.open_bucket_meta_query)
    for size, key in enumerate(['none', 'one', 'two']):
        bucket.put_object(key, b'x' * size)
    query = '{"Field": "Size", "Value": "0", "Operation": "gt"}'
    found = bucket.do_bucket_meta_query(MetaQuery(max_results=10, query=query, sort='Size', order='desc'))
    equal([(file.file_name, file.size) for file in found.files], [('two', 2), ('one', 1)])
    bucket.close_bucket_meta_query()
