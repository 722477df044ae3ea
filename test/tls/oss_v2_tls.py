"""Puts and gets an object with alibabacloud-oss-v2, over TLS or through a proxy, all told by the environment."""

import os

import alibabacloud_oss_v2 as oss
from alibabacloud_oss_v2.credentials import StaticCredentialsProvider

config = oss.config.load_default()
config.credentials_provider = StaticCredentialsProvider('ossmock', 'ossmock-secret')
config.region = 'cn-hangzhou'
config.endpoint = os.environ['OSS_ENDPOINT']
client = oss.Client(config)
data = b'python v2' * 40_000
client.put_object(oss.PutObjectRequest('examplebucket', 'tls/python-v2.bin', body=data))
got = client.get_object(oss.GetObjectRequest('examplebucket', 'tls/python-v2.bin')).body.read()
print('PASS' if got == data else f'FAIL {len(got)} bytes came back')
