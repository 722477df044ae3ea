"""Scenarios about multipart uploads."""

import hashlib
import os

import alibabacloud_oss_v2 as oss
from clients import client, get, head, make_bucket, put, refused
from harness import MEGABYTE, PART, WORK, content, equal, file_of, scenario


def begin(name, key, **fields):
    return client.initiate_multipart_upload(oss.InitiateMultipartUploadRequest(name, key, **fields)).upload_id


def upload_part(name, key, upload, number, body):
    done = client.upload_part(oss.UploadPartRequest(name, key, part_number=number, upload_id=upload, body=body))
    return oss.UploadPart(number, done.etag)


def completing(name, key, upload, parts):
    body = oss.CompleteMultipartUpload(parts)
    return oss.CompleteMultipartUploadRequest(name, key, upload_id=upload, complete_multipart_upload=body)


@scenario('multipart')
def multipart(name):
    make_bucket(name)
    data = content(2 * PART + 10)
    upload = begin(name, 'big', metadata={'a': '1'}, content_type='text/x-test')
    parts = [upload_part(name, 'big', upload, n, data[(n - 1) * PART : n * PART]) for n in [3, 1, 2]]
    parts.sort(key=lambda part: part.part_number)
    done = client.complete_multipart_upload(completing(name, 'big', upload, parts))
    tags = ''.join(part.etag.strip('"') for part in parts)
    equal(done.etag, '"%s-3"' % hashlib.md5(tags.encode()).hexdigest().upper())
    got, found = get(name, 'big'), head(name, 'big')
    equal((got.data, got.hash_crc64), (data, done.hash_crc64))
    equal((found.object_type, found.metadata['a'], found.content_type), ('Multipart', '1', 'text/x-test'))


@scenario('multipart-copy')
def multipart_copy(name):
    make_bucket(name)
    data = content(PART)
    put(name, 'source key+1', data)
    upload = begin(name, 'big')
    parts = []
    for number, source_range in [(1, None), (2, 'bytes=10-19')]:
        done = client.upload_part_copy(oss.UploadPartCopyRequest(
            name, 'big', part_number=number, upload_id=upload, source_bucket=name, source_key='source key+1',
            source_range=source_range))
        parts.append(oss.UploadPart(number, done.etag))
    client.complete_multipart_upload(completing(name, 'big', upload, parts))
    equal(get(name, 'big').data, data + data[10:20])


@scenario('multipart-listing')
def multipart_listing(name):
    make_bucket(name)
    uploads = {key: begin(name, key) for key in ['a', 'b 1', 'c']}
    for number in [1, 2, 3]:
        upload_part(name, 'a', uploads['a'], number, b'x' * number)
    listing = oss.ListPartsRequest(name, 'a', upload_id=uploads['a'])
    pages = list(client.list_parts_paginator(limit=2).iter_page(listing))
    equal([[(p.part_number, p.size) for p in page.parts] for page in pages], [[(1, 1), (2, 2)], [(3, 3)]])
    pages = client.list_multipart_uploads_paginator(limit=1).iter_page(oss.ListMultipartUploadsRequest(name))
    equal([(u.key, u.upload_id) for page in pages for u in page.uploads], list(uploads.items()))
    abort = oss.AbortMultipartUploadRequest(name, 'a', upload_id=uploads['a'])
    client.abort_multipart_upload(abort)
    refused(404, 'NoSuchUpload', client.abort_multipart_upload, abort)
    refused(404, 'NoSuchUpload', client.list_parts, oss.ListPartsRequest(name, 'a', upload_id=uploads['a']))
    late = oss.UploadPartRequest(name, 'a', part_number=1, upload_id=uploads['a'], body=b'x')
    refused(404, 'NoSuchUpload', client.upload_part, late)


@scenario('multipart-refused')
def multipart_refused(name):
    make_bucket(name)
    upload = begin(name, 'big')
    one, two = [upload_part(name, 'big', upload, number, b'small') for number in [1, 2]]
    complete = client.complete_multipart_upload
    error = refused(400, 'InvalidPart', complete, completing(name, 'big', upload, [oss.UploadPart(1, '"%s"' % ('0' * 32))]))
    equal(error.error_fileds['PartNumber'], '1')
    refused(400, 'InvalidPartOrder', complete, completing(name, 'big', upload, [two, one]))
    refused(400, 'EntityTooSmall', complete, completing(name, 'big', upload, [one, two]))
    complete(completing(name, 'big', upload, [one]))
    equal(get(name, 'big').data, b'small')


@scenario('resumable-upload')
def resumable_upload(name):
    make_bucket(name)
    data = content(10 * MEGABYTE)
    file = file_of('ten', data)
    settings = {
        'part_size': MEGABYTE, 'parallel_num': 1, 'leave_parts_on_error': True, 'enable_checkpoint': True,
        'checkpoint_dir': WORK,
    }

    def break_off(_increment, written, _total):
        if written >= 4 * MEGABYTE:
            raise OSError('interrupted')

    interrupted = False
    try:
        client.uploader().upload_file(oss.PutObjectRequest(name, 'ten', progress_fn=break_off), file, **settings)
    except OSError:
        interrupted = True
    equal(interrupted, True)
    upload = client.list_multipart_uploads(oss.ListMultipartUploadsRequest(name)).uploads[0].upload_id
    equal(len(client.list_parts(oss.ListPartsRequest(name, 'ten', upload_id=upload)).parts), 4)
    done = client.uploader().upload_file(oss.PutObjectRequest(name, 'ten'), file, **settings)
    equal(done.upload_id, upload)
    equal(get(name, 'ten').data, data)


@scenario('parallel-download')
def parallel_download(name):
    make_bucket(name)
    data = content(10 * MEGABYTE)
    put(name, 'ten', data)
    path = os.path.join(WORK, 'download')
    done = client.downloader().download_file(oss.GetObjectRequest(name, 'ten'), path, part_size=MEGABYTE, parallel_num=3)
    equal(done.written, len(data))
    with open(path, 'rb') as file:
        equal(file.read() == data, True)
