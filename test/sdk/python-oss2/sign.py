"""Signs what it is told to, and sends nothing: one JSON object per line in, one per line out."""

import json
import sys

import oss2

AUTHS = {'v1': oss2.Auth, 'v2': oss2.AuthV2, 'v4': oss2.AuthV4}


def sign(order):
    auth = AUTHS[order['version']](order['id'], order['secret'])
    request = oss2.http.Request(order['method'], order['url'], params=order['query'], headers=order['headers'],
                                region=order['region'], product='oss')
    if order['url_form']:
        auth._sign_url(request, order['bucket'], order['key'], order['expires'])
        return {'params': request.params}
    auth._sign_request(request, order['bucket'], order['key'])
    return {'headers': {name: value for name, value in request.headers.items() if value is not None}}


for line in sys.stdin:
    print(json.dumps(sign(json.loads(line))))
