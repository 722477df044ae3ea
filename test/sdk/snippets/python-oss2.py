import oss2

auth = oss2.Auth('ossmock', 'ossmock-secret')  # or AuthV4, with region='cn-hangzhou' below
bucket = oss2.Bucket(auth, 'http://127.0.0.1:9000', 'examplebucket')
bucket.put_object('hello.txt', b'hello')
print(bucket.get_object('hello.txt').read().decode())
try:
    bucket.get_object('missing')
except oss2.exceptions.NoSuchKey as error:
    print(error.code, error.request_id)
