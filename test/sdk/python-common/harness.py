"""What both Python programs share: settings, the list of scenarios, and the checks."""

import json
import os
import sys
import traceback

import requests

ENDPOINT = os.environ['OSS_ENDPOINT']
PROXY = os.environ['OSS_PROXY']
SKEWED_ENDPOINT = os.environ['OSS_SKEWED_ENDPOINT']
SKEWED_PROXY = os.environ['OSS_SKEWED_PROXY']
REGION = os.environ['OSS_REGION']
SIGNATURE = os.environ['OSS_SIGNATURE_VERSION']
KEY_ID = os.environ['OSS_ACCESS_KEY_ID']
SECRET = os.environ['OSS_ACCESS_KEY_SECRET']
WORK = os.environ['OSS_WORK']

OWNER = '1234567890123456'
PART = 100 * 1024
MEGABYTE = 1024 * 1024

with open(os.environ['OSS_SCENARIOS'], encoding='utf-8') as file:
    _LIST = json.load(file)
ODD_KEYS = _LIST['oddKeys']
DOT_KEYS = _LIST['dotKeys']

_scenarios = {}


def scenario(name):
    """Registers a scenario, a function of its own bucket's name."""

    def register(function):
        _scenarios[name] = function
        return function

    return register


def run_all():
    """Runs the scenarios in the order of the list and prints a line for each."""
    for number, entry in enumerate(_LIST['scenarios']):
        function = _scenarios.pop(entry['name'], None)
        if function is None:
            continue
        try:
            function('sdk-%02d' % number)
            print('PASS', entry['name'], flush=True)
        except Exception as error:
            line = traceback.extract_tb(sys.exc_info()[2])
            where = [frame.lineno for frame in line if '/python-' in frame.filename]
            text = ' '.join(('%s: %s' % (type(error).__name__, error)).split())
            print('FAIL', entry['name'], 'line %s: %s' % (where, text), flush=True)
    for name in _scenarios:
        print('FAIL', name, 'is not in scenarios.json', flush=True)


def equal(actual, expected):
    """@raise AssertionError naming both."""
    assert actual == expected, '%r is not %r' % (actual, expected)


def check(condition, message):
    assert condition, message


def content(size):
    """Bytes that repeat only every 251."""
    return (bytes(range(251)) * (size // 251 + 1))[:size]


def file_of(name, data):
    path = os.path.join(WORK, name)
    with open(path, 'wb') as file:
        file.write(data)
    return path


def fetch(method, url, data=None, headers=None):
    """A request without any SDK."""
    proxies = {'http': PROXY} if PROXY else None
    return requests.request(method, url, data=data, headers=headers, proxies=proxies, timeout=10)
