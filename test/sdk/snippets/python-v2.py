import alibabacloud_oss_v2 as oss

config = oss.config.load_default()
config.credentials_provider = oss.credentials.StaticCredentialsProvider('ossmock', 'ossmock-secret')
config.region = 'cn-hangzhou'
config.endpoint = 'http://127.0.0.1:9000'
client = oss.Client(config)
client.put_object(oss.PutObjectRequest('examplebucket', 'hello.txt', body=b'hello'))
print(client.get_object(oss.GetObjectRequest('examplebucket', 'hello.txt')).body.read().decode())
try:
    client.get_object(oss.GetObjectRequest('examplebucket', 'missing'))
except oss.exceptions.OperationError as error:
    print(error.unwrap().code, error.unwrap().request_id)
