"""Scenarios about what objects are beside bytes: links, tags, archived, sealed, retained."""

from datetime import datetime, timedelta, timezone
from urllib.parse import quote, unquote

import alibabacloud_oss_v2 as oss
from clients import client, get, head, make_bucket, put, refused
from harness import check, equal, scenario

TARGET = 'dir/a target+1%.txt'


def link(name, key, target):
    # This SDK leaves it to its caller to encode and to decode the target.
    client.put_symlink(oss.PutSymlinkRequest(name, key, target=quote(target, safe='')))


@scenario('symlink')
def symlink(name):
    make_bucket(name)
    put(name, TARGET, b'bytes')
    link(name, 'link', TARGET)
    equal(unquote(client.get_symlink(oss.GetSymlinkRequest(name, 'link')).target), TARGET)
    equal(get(name, 'link').data, b'bytes')
    told = head(name, 'link')
    equal((told.object_type, told.content_length), ('Symlink', 5))
    link(name, 'second', 'link')
    refused(400, 'InvalidTargetType', client.get_object, oss.GetObjectRequest(name, 'second'))
    refused(400, 'NotSymlink', client.get_symlink, oss.GetSymlinkRequest(name, TARGET))
    client.delete_object(oss.DeleteObjectRequest(name, TARGET))
    refused(404, 'SymlinkTargetNotExist', client.get_object, oss.GetObjectRequest(name, 'link'))


def tagging(name, **tags):
    tag_set = oss.TagSet(tags=[oss.Tag(key, value) for key, value in tags.items()])
    return oss.PutObjectTaggingRequest(name, 'key', tagging=oss.Tagging(tag_set=tag_set))


@scenario('object-tagging')
def object_tagging(name):
    make_bucket(name)
    put(name, 'key', b'bytes')
    tags = {'owner': 'Li Lei', '\u79cd\u7c7b': 'a+b=c/d'}
    client.put_object_tagging(tagging(name, **tags))
    found = client.get_object_tagging(oss.GetObjectTaggingRequest(name, 'key')).tag_set.tags
    equal({tag.key: tag.value for tag in found}, tags)
    equal(head(name, 'key').tagging_count, 2)
    refused(400, 'InvalidTag', client.put_object_tagging, tagging(name, percent='50%'))
    client.delete_object_tagging(oss.DeleteObjectTaggingRequest(name, 'key'))
    equal(client.get_object_tagging(oss.GetObjectTaggingRequest(name, 'key')).tag_set.tags or [], [])


@scenario('restore')
def restore(name):
    make_bucket(name)
    put(name, 'key', b'bytes', storage_class='ColdArchive')
    refused(403, 'InvalidObjectState', client.get_object, oss.GetObjectRequest(name, 'key'))
    bulk = oss.RestoreRequest(days=3, tier='Bulk')
    done = client.restore_object(oss.RestoreObjectRequest(name, 'key', restore_request=bulk))
    equal((done.status_code, done.restore_priority), (202, 'Bulk'))
    equal(head(name, 'key').restore, 'ongoing-request="true"')
    again = oss.RestoreObjectRequest(name, 'key', restore_request=bulk)
    refused(409, 'RestoreAlreadyInProgress', client.restore_object, again)
    cleaning = oss.CleanRestoredObjectRequest(name, 'key')
    refused(409, 'ArchiveRestoreNotFinished', client.clean_restored_object, cleaning)
    put(name, 'standard', b'bytes')
    refused(400, 'OperationNotSupported', client.restore_object, oss.RestoreObjectRequest(name, 'standard'))


@scenario('bucket-worm')
def bucket_worm(name):
    make_bucket(name)
    refused(404, 'NoSuchWORMConfiguration', client.get_bucket_worm, oss.GetBucketWormRequest(name))
    put(name, 'key', b'bytes')
    for_a_day = oss.InitiateWormConfiguration(retention_period_in_days=1)
    worm = client.initiate_bucket_worm(oss.InitiateBucketWormRequest(name, for_a_day)).worm_id
    refused(409, 'FileImmutable', client.delete_object, oss.DeleteObjectRequest(name, 'key'))
    longer = oss.ExtendBucketWormRequest(name, worm, oss.ExtendWormConfiguration(retention_period_in_days=2))
    refused(400, 'InvalidWORMConfiguration', client.extend_bucket_worm, longer)
    client.complete_bucket_worm(oss.CompleteBucketWormRequest(name, worm))
    client.extend_bucket_worm(longer)
    policy = client.get_bucket_worm(oss.GetBucketWormRequest(name)).worm_configuration
    equal((policy.worm_id, policy.state, policy.retention_period_in_days), (worm, 'Locked', 2))
    refused(403, 'WORMConfigurationLocked', client.abort_bucket_worm, oss.AbortBucketWormRequest(name))


def append(name, position, body):
    return oss.AppendObjectRequest(name, 'log', position=position, body=body)


@scenario('seal-append-object')
def seal_append_object(name):
    make_bucket(name)
    client.append_object(append(name, 0, b'12345'))
    refused(409, 'PositionNotEqualToLength', client.seal_append_object, oss.SealAppendObjectRequest(name, 'log', 4))
    sealed = client.seal_append_object(oss.SealAppendObjectRequest(name, 'log', 5)).sealed_time
    check(sealed.endswith(' GMT'), sealed)
    refused(400, 'AppendSealedObjectNotAllowed', client.append_object, append(name, 5, b'x'))
    equal(get(name, 'log').data, b'12345')


def retention(name, until, **fields):
    date = until.strftime('%Y-%m-%dT%H:%M:%S.000Z')
    kept = oss.Retention(mode='GOVERNANCE', retain_until_date=date)
    return oss.PutObjectRetentionRequest(name, 'key', retention=kept, **fields)


def hold(name, status):
    client.put_object_legal_hold(oss.PutObjectLegalHoldRequest(name, 'key', legal_hold=oss.LegalHold(status=status)))


@scenario('object-worm')
def object_worm(name):
    make_bucket(name)
    client.put_bucket_versioning(oss.PutBucketVersioningRequest(name, oss.VersioningConfiguration(status='Enabled')))
    enabled = oss.ObjectWormConfiguration(object_worm_enabled='Enabled')
    client.put_bucket_object_worm_configuration(oss.PutBucketObjectWormConfigurationRequest(name, enabled))
    version = put(name, 'key', b'bytes').version_id
    removal = oss.DeleteObjectRequest(name, 'key', version_id=version)
    tomorrow = datetime.now(timezone.utc) + timedelta(days=1)
    client.put_object_retention(retention(name, tomorrow + timedelta(days=1)))
    refused(403, 'AccessDenied', client.put_object_retention, retention(name, tomorrow))
    client.put_object_retention(retention(name, tomorrow, bypass_governance_retention=True))
    equal(client.get_object_retention(oss.GetObjectRetentionRequest(name, 'key')).retention.mode, 'GOVERNANCE')
    refused(409, 'FileImmutable', client.delete_object, removal)
    hold(name, 'ON')
    equal(client.get_object_legal_hold(oss.GetObjectLegalHoldRequest(name, 'key')).legal_hold.status, 'ON')
    hold(name, 'OFF')
    equal(client.get_object_legal_hold(oss.GetObjectLegalHoldRequest(name, 'key')).legal_hold.status, 'OFF')
