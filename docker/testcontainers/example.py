# pip install testcontainers oss2
import oss2
from testcontainers.core.container import DockerContainer
from testcontainers.core.waiting_utils import wait_for_logs

container = (
    DockerContainer('ossmock')
    .with_env('OSSMOCK_BUCKETS', 'photos')
    .with_env('OSSMOCK_ACCESS_KEY_ID', 'ci')
    .with_env('OSSMOCK_ACCESS_KEY_SECRET', 'ci-secret')
    .with_exposed_ports(9000)
)
with container:
    # The ready line comes when buckets and objects of the configuration are there.
    wait_for_logs(container, 'ossmock is ready at')
    # An address, not localhost: SDKs put the bucket before a name.
    endpoint = f'http://127.0.0.1:{container.get_exposed_port(9000)}'
    bucket = oss2.Bucket(oss2.Auth('ci', 'ci-secret'), endpoint, 'photos')
    bucket.put_object('hello.txt', b'hello')
    print(bucket.get_object('hello.txt').read().decode())
