"""Prints the credentials and the region that AWS's own tools would use, as JSON: of a profile, of single sign-on, of a role
of the machine. Only `cargo deploy` reads it, over a pipe.

https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
"""

import json
import sys

import botocore.exceptions
import botocore.session

try:
    session = botocore.session.Session()
    credentials = session.get_credentials()
    if credentials is None:
        raise SystemExit("no credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
    frozen = credentials.get_frozen_credentials()
except botocore.exceptions.BotoCoreError as error:
    raise SystemExit(str(error))
json.dump(
    {
        "accessKeyId": frozen.access_key,
        "secretAccessKey": frozen.secret_key,
        "sessionToken": frozen.token,
        "region": session.get_config_variable("region"),
    },
    sys.stdout,
)
