"""Scenario about objects that the client encrypts."""

import alibabacloud_oss_v2 as oss
from alibabacloud_oss_v2.crypto import MasterRsaCipher
from alibabacloud_oss_v2.encryption_client import EncryptionClient
from clients import client, get, make_bucket
from Crypto.PublicKey import RSA
from harness import PART, check, content, equal, scenario


@scenario('client-encryption')
def client_encryption(name):
    make_bucket(name)
    key = RSA.generate(2048)
    master = MasterRsaCipher({'made': 'here'}, key.publickey().export_key().decode(), key.export_key().decode())
    sealed = EncryptionClient(client, master)
    data = content(2 * PART + 7)
    sealed.put_object(oss.PutObjectRequest(name, 'whole', body=data))
    check(get(name, 'whole').data != data, 'stored in the clear')
    equal(sealed.get_object(oss.GetObjectRequest(name, 'whole')).body.read(), data)
    ranged = oss.GetObjectRequest(name, 'whole', range_header='bytes=33-40')
    equal(sealed.get_object(ranged).body.read(), data[33:41])

    begun = sealed.initiate_multipart_upload(
        oss.InitiateMultipartUploadRequest(name, 'parts', cse_part_size=PART, cse_data_size=len(data)))
    parts = []
    for number, start in enumerate(range(0, len(data), PART), 1):
        done = sealed.upload_part(oss.UploadPartRequest(
            name, 'parts', part_number=number, upload_id=begun.upload_id, body=data[start:start + PART],
            cse_multipart_context=begun.cse_multipart_context))
        parts.append(oss.UploadPart(part_number=number, etag=done.etag))
    listed = client.list_parts(oss.ListPartsRequest(name, 'parts', begun.upload_id))
    equal((listed.client_encryption_data_size, listed.client_encryption_part_size), (len(data), PART))
    equal(listed.client_encryption_cek_alg, 'AES/CTR/NoPadding')
    sealed.complete_multipart_upload(oss.CompleteMultipartUploadRequest(
        name, 'parts', upload_id=begun.upload_id, complete_multipart_upload=oss.CompleteMultipartUpload(parts=parts)))
    equal(sealed.get_object(oss.GetObjectRequest(name, 'parts')).body.read(), data)
