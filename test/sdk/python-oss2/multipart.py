"""Scenarios about multipart uploads."""

import hashlib
import os

import oss2
from clients import make_bucket, refused
from harness import MEGABYTE, PART, WORK, content, equal, file_of, scenario
from oss2.exceptions import NoSuchUpload, ServerError
from oss2.models import PartInfo


@scenario('multipart')
def multipart(name):
    bucket = make_bucket(name)
    data = content(2 * PART + 10)
    upload = bucket.init_multipart_upload('big', {'x-oss-meta-a': '1', 'Content-Type': 'text/x-test'}).upload_id
    parts = []
    for number in [3, 1, 2]:
        chunk = data[(number - 1) * PART : number * PART]
        done = bucket.upload_part('big', upload, number, chunk)
        parts.append(PartInfo(number, done.etag, part_crc=done.crc, size=len(chunk)))
    result = bucket.complete_multipart_upload('big', upload, parts)
    tags = ''.join(part.etag for part in sorted(parts, key=lambda part: part.part_number))
    equal(result.etag, hashlib.md5(tags.encode()).hexdigest().upper() + '-3')
    equal(bucket.get_object('big').read(), data)
    head = bucket.head_object('big')
    equal((head.object_type, head.headers['x-oss-meta-a'], head.content_type), ('Multipart', '1', 'text/x-test'))


@scenario('multipart-copy')
def multipart_copy(name):
    bucket = make_bucket(name)
    data = content(PART)
    bucket.put_object('source key+1', data)
    upload = bucket.init_multipart_upload('big').upload_id
    whole = bucket.upload_part_copy(name, 'source key+1', None, 'big', upload, 1)
    cut = bucket.upload_part_copy(name, 'source key+1', (10, 19), 'big', upload, 2)
    bucket.complete_multipart_upload('big', upload, [PartInfo(1, whole.etag), PartInfo(2, cut.etag)])
    equal(bucket.get_object('big').read(), data + data[10:20])


@scenario('multipart-listing')
def multipart_listing(name):
    bucket = make_bucket(name)
    uploads = {key: bucket.init_multipart_upload(key).upload_id for key in ['a', 'b 1', 'c']}
    for number in [1, 2, 3]:
        bucket.upload_part('a', uploads['a'], number, b'x' * number)
    page = bucket.list_parts('a', uploads['a'], max_parts=2)
    equal((page.is_truncated, [(p.part_number, p.size) for p in page.parts]), (True, [(1, 1), (2, 2)]))
    equal([p.part_number for p in bucket.list_parts('a', uploads['a'], marker=page.next_marker).parts], [3])
    found = oss2.MultipartUploadIterator(bucket, max_uploads=1)
    equal([(u.key, u.upload_id) for u in found], list(uploads.items()))
    bucket.abort_multipart_upload('a', uploads['a'])
    refused(NoSuchUpload, 404, 'NoSuchUpload', bucket.list_parts, 'a', uploads['a'])
    refused(NoSuchUpload, 404, 'NoSuchUpload', bucket.abort_multipart_upload, 'a', uploads['a'])
    refused(NoSuchUpload, 404, 'NoSuchUpload', bucket.upload_part, 'a', uploads['a'], 1, b'x')


@scenario('multipart-refused')
def multipart_refused(name):
    bucket = make_bucket(name)
    upload = bucket.init_multipart_upload('big').upload_id
    one = PartInfo(1, bucket.upload_part('big', upload, 1, b'small').etag)
    two = PartInfo(2, bucket.upload_part('big', upload, 2, b'last').etag)
    complete = bucket.complete_multipart_upload
    error = refused(ServerError, 400, 'InvalidPart', complete, 'big', upload, [PartInfo(1, '0' * 32)])
    equal(error.details['PartNumber'], '1')
    refused(ServerError, 400, 'EntityTooSmall', complete, 'big', upload, [one, two])
    complete('big', upload, [one])
    equal(bucket.get_object('big').read(), b'small')


@scenario('resumable-upload')
def resumable_upload(name):
    bucket = make_bucket(name)
    data = content(10 * MEGABYTE)
    file = file_of('ten', data)
    store = oss2.ResumableStore(root=WORK, dir='checkpoints')

    def break_off(consumed, _total):
        if consumed > 4 * MEGABYTE:
            raise OSError('interrupted')

    settings = {'store': store, 'part_size': MEGABYTE, 'multipart_threshold': MEGABYTE, 'num_threads': 1}
    try:
        oss2.resumable_upload(bucket, 'ten', file, progress_callback=break_off, **settings)
        raise AssertionError('not interrupted')
    except OSError:
        pass
    upload = bucket.list_multipart_uploads().upload_list[0].upload_id
    equal(len(bucket.list_parts('ten', upload).parts), 5)
    oss2.resumable_upload(bucket, 'ten', file, **settings)
    equal(bucket.list_multipart_uploads().upload_list, [])
    equal(bucket.get_object('ten').read(), data)
    os.remove(file)


@scenario('parallel-download')
def parallel_download(name):
    bucket = make_bucket(name)
    data = content(10 * MEGABYTE)
    bucket.put_object('ten', data)
    path = os.path.join(WORK, 'download')
    store = oss2.ResumableDownloadStore(root=WORK, dir='downloads')
    oss2.resumable_download(bucket, 'ten', path, multiget_threshold=MEGABYTE, part_size=MEGABYTE, num_threads=3, store=store)
    with open(path, 'rb') as file:
        equal(file.read() == data, True)
