"""Puts and gets an object with oss2, over TLS or through a proxy: REQUESTS_CA_BUNDLE, HTTP_PROXY and HTTPS_PROXY."""

import os

import oss2

bucket = oss2.Bucket(oss2.Auth('ossmock', 'ossmock-secret'), os.environ['OSS_ENDPOINT'], 'examplebucket')
data = b'oss2 tls' * 40_000
bucket.put_object('tls/oss2.bin', data)
got = bucket.get_object('tls/oss2.bin').read()
print('PASS' if got == data else f'FAIL {len(got)} bytes came back')
