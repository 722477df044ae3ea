"""Scenarios about settings of a bucket."""

import alibabacloud_oss_v2 as oss
from clients import client, head, make_bucket, put, refused
from harness import OWNER, equal, scenario


@scenario('bucket-tags')
def bucket_tags(name):
    make_bucket(name)
    tags = [oss.Tag(key='used by', value=name), oss.Tag(key='env', value='%@ and +')]
    client.put_bucket_tags(oss.PutBucketTagsRequest(name, oss.Tagging(tag_set=oss.TagSet(tags=tags))))

    def kept():
        tag_set = client.get_bucket_tags(oss.GetBucketTagsRequest(name)).tagging.tag_set
        return [(tag.key, tag.value) for tag in tag_set.tags or []]

    equal(kept(), [('used by', name), ('env', '%@ and +')])
    found = client.list_buckets(oss.ListBucketsRequest(tag_key='used by', tag_value=name))
    equal([b.name for b in found.buckets], [name])
    client.delete_bucket_tags(oss.DeleteBucketTagsRequest(name))
    equal(kept(), [])


@scenario('bucket-encryption')
def bucket_encryption(name):
    make_bucket(name)

    def encrypt(**fields):
        by_default = oss.ApplyServerSideEncryptionByDefault(**fields)
        return oss.PutBucketEncryptionRequest(name, oss.ServerSideEncryptionRule(by_default))

    read = oss.GetBucketEncryptionRequest(name)
    refused(404, 'NoSuchServerSideEncryptionRule', client.get_bucket_encryption, read)
    wrong = encrypt(sse_algorithm='ROT13')
    refused(400, 'InvalidEncryptionAlgorithmError', client.put_bucket_encryption, wrong)
    client.put_bucket_encryption(encrypt(sse_algorithm='KMS', kms_master_key_id='my-key', kms_data_encryption='SM4'))
    rule = client.get_bucket_encryption(read).server_side_encryption_rule.apply_server_side_encryption_by_default
    equal((rule.sse_algorithm, rule.kms_master_key_id, rule.kms_data_encryption), ('KMS', 'my-key', 'SM4'))
    put(name, 'a', b'1')
    equal(head(name, 'a').server_side_encryption, 'KMS')
    info = client.get_bucket_info(oss.GetBucketInfoRequest(name)).bucket_info
    equal(info.sse_rule.sse_algorithm, 'KMS')
    client.delete_bucket_encryption(oss.DeleteBucketEncryptionRequest(name))
    put(name, 'a', b'1')
    equal(head(name, 'a').server_side_encryption, None)


@scenario('bucket-inventory')
def bucket_inventory(name):
    make_bucket(name)
    refused(404, 'NoSuchInventory', client.list_bucket_inventory, oss.ListBucketInventoryRequest(name))

    def inventory(inventory_id):
        to = oss.InventoryOSSBucketDestination(
            format='CSV',
            account_id=OWNER,
            role_arn='acs:ram::%s:role/r' % OWNER,
            bucket='acs:oss:::' + name,
            prefix='reports/',
        )
        configuration = oss.InventoryConfiguration(
            id=inventory_id,
            is_enabled=True,
            included_object_versions='All',
            destination=oss.InventoryDestination(to),
            schedule=oss.InventorySchedule('Daily'),
            optional_fields=oss.OptionalFields(['Size', 'ETag']),
        )
        return oss.PutBucketInventoryRequest(name, inventory_id, configuration)

    client.put_bucket_inventory(inventory('second'))
    client.put_bucket_inventory(inventory('first'))
    refused(409, 'InventoryAlreadyExist', client.put_bucket_inventory, inventory('first'))
    listed = client.list_bucket_inventory(oss.ListBucketInventoryRequest(name)).list_inventory_configurations_result
    equal([one.id for one in listed.inventory_configurations], ['first', 'second'])
    first = oss.GetBucketInventoryRequest(name, 'first')
    one = client.get_bucket_inventory(first).inventory_configuration
    equal((one.schedule.frequency, one.optional_fields.fields), ('Daily', ['Size', 'ETag']))
    client.delete_bucket_inventory(oss.DeleteBucketInventoryRequest(name, 'first'))
    refused(404, 'NoSuchInventory', client.get_bucket_inventory, first)


@scenario('bucket-switches')
def bucket_switches(name):
    make_bucket(name)
    read = oss.GetBucketTransferAccelerationRequest(name)
    refused(404, 'NoSuchTransferAccelerationConfiguration', client.get_bucket_transfer_acceleration, read)
    on = oss.TransferAccelerationConfiguration(True)
    client.put_bucket_transfer_acceleration(oss.PutBucketTransferAccelerationRequest(name, on))
    equal(client.get_bucket_transfer_acceleration(read).transfer_acceleration_configuration.enabled, True)

    def monitored():
        answer = client.get_bucket_access_monitor(oss.GetBucketAccessMonitorRequest(name))
        return answer.access_monitor_configuration.status

    equal(monitored(), 'Disabled')
    enabled = oss.AccessMonitorConfiguration('Enabled')
    client.put_bucket_access_monitor(oss.PutBucketAccessMonitorRequest(name, enabled))
    equal(monitored(), 'Enabled')

    def move(group):
        return oss.PutBucketResourceGroupRequest(name, oss.BucketResourceGroupConfiguration(group))

    answer = client.get_bucket_resource_group(oss.GetBucketResourceGroupRequest(name))
    client.put_bucket_resource_group(move(answer.bucket_resource_group_configuration.resource_group_id))
    refused(400, 'ResourceGroupIdPreCheckError', client.put_bucket_resource_group, move('rg-nowhere'))


@scenario('bucket-domains')
def bucket_domains(name):
    make_bucket(name)
    domain = 'www.example.com'
    configuration = oss.BucketCnameConfiguration(oss.Cname(domain=domain))
    created = client.create_cname_token(oss.CreateCnameTokenRequest(name, configuration)).cname_token
    equal((created.bucket, created.cname), (name, domain))
    equal(client.get_cname_token(oss.GetCnameTokenRequest(name, domain)).cname_token.token, created.token)
    refused(403, 'NeedVerifyDomainOwnership', client.put_cname, oss.PutCnameRequest(name, configuration))


@scenario('meta-query')
def meta_query(name):
    make_bucket(name)
    refused(404, 'MetaQueryNotExist', client.get_meta_query_status, oss.GetMetaQueryStatusRequest(name))
    client.open_meta_query(oss.OpenMetaQueryRequest(name))
    refused(400, 'MetaQueryAlreadyExist', client.open_meta_query, oss.OpenMetaQueryRequest(name))
    for size, key in enumerate(['none', 'one', 'two']):
        put(name, key, b'x' * size)
    query = oss.MetaQuery(
        max_results=10, query='{"Field": "Size", "Value": "0", "Operation": "gt"}', sort='Size', order='desc'
    )
    found = client.do_meta_query(oss.DoMetaQueryRequest(name, meta_query=query))
    equal([(file.filename, file.size) for file in found.files.file], [('two', 2), ('one', 1)])
    client.close_meta_query(oss.CloseMetaQueryRequest(name))


@scenario('overwrite-rules')
def overwrite_rules(name):
    make_bucket(name)
    read = oss.GetBucketOverwriteConfigRequest(name)
    refused(404, 'NoSuchBucketOverwriteConfig', client.get_bucket_overwrite_config, read)
    rules = [oss.OverwriteRule(id='logs', action='forbid', prefix='logs/')]
    client.put_bucket_overwrite_config(oss.PutBucketOverwriteConfigRequest(name, oss.OverwriteConfiguration(rules)))
    equal([rule.prefix for rule in client.get_bucket_overwrite_config(read).overwrite_configuration.rules], ['logs/'])
    put(name, 'logs/a', b'1')
    refused(409, 'FileAlreadyExists', client.put_object, oss.PutObjectRequest(name, 'logs/a', body=b'2'))
    client.delete_bucket_overwrite_config(oss.DeleteBucketOverwriteConfigRequest(name))
    put(name, 'logs/a', b'2')
