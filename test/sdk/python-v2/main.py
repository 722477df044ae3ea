"""Runs the scenarios with alibabacloud-oss-v2."""

import access
import buckets
import encryption
import harness
import jobs
import multipart
import objects
import selecting
import settings
import states
import versions
import websites

harness.run_all()
