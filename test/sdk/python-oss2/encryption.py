"""Scenario about objects that the client encrypts."""

import harness
import oss2
from clients import auth, make_bucket, refused
from harness import PART, check, content, equal, scenario
from oss2.exceptions import InvalidEncryptionRequest
from oss2.models import MultipartUploadCryptoContext, PartInfo


@scenario('client-encryption')
def client_encryption(name):
    bucket = make_bucket(name)
    keys = oss2.LocalRsaProvider(dir=harness.WORK, key='rsa')
    proxies = {'http': harness.PROXY} if harness.PROXY else None
    sealed = oss2.CryptoBucket(auth(), harness.ENDPOINT, name, crypto_provider=keys, region=harness.REGION, proxies=proxies)
    data = content(2 * PART + 7)
    sealed.put_object('whole', data)
    check(bucket.get_object('whole').read() != data, 'stored in the clear')
    equal(sealed.get_object('whole').read(), data)
    equal(sealed.get_object('whole', byte_range=(32, 40)).read(), data[32:41])

    context = MultipartUploadCryptoContext(data_size=len(data), part_size=PART)
    upload = sealed.init_multipart_upload('parts', upload_context=context).upload_id
    refused(InvalidEncryptionRequest, 400, 'InvalidEncryptionRequest', sealed.upload_part, 'parts', upload, 1, b'short',
            upload_context=context)
    parts = []
    for number, start in enumerate(range(0, len(data), PART), 1):
        done = sealed.upload_part('parts', upload, number, data[start:start + PART], upload_context=context)
        parts.append(PartInfo(number, done.etag))
    sealed.complete_multipart_upload('parts', upload, parts)
    equal(sealed.get_object('parts').read(), data)
