"""Makes calls of a mock server by the vendor's own SDK, and writes down what they gave.

Usage: vendor_sdk.py URL CALLS RESULTS, where CALLS is ten_calls.json.
"""

import json
import re
import sys

from alibabacloud_ccc20200701 import models
from alibabacloud_ccc20200701.client import Client
from alibabacloud_tea_openapi.models import Config
from alibabacloud_tea_openapi.exceptions import ClientException
from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.request import CommonRequest

# The mock's key for tests.
KEY_ID = "mock-access-key-id"
KEY_SECRET = "mock-access-key-secret"


def client_of(endpoint, secret):
    return Client(
        Config(
            access_key_id=KEY_ID,
            access_key_secret=secret,
            endpoint=endpoint,
            protocol="http",
        )
    )


def call(client, action, parameters):
    """The body of an answer, as the SDK read it."""
    method = getattr(client, re.sub(r"(?<!^)(?=[A-Z])", "_", action).lower())
    request = getattr(models, f"{action}Request")().from_map(parameters)
    response = method(request)
    assert response.status_code == 200, (action, response.status_code)
    return response.body.to_map()


def check_refusal(endpoint, action, parameters):
    """A wrong secret is refused, and the SDK understands why."""
    try:
        call(client_of(endpoint, "wrong"), action, parameters)
    except ClientException as error:
        assert (error.status_code, error.code) == (403, "SignatureDoesNotMatch"), error
        assert error.request_id, error
    else:
        raise AssertionError("a wrong secret was taken")


def check_older_client(endpoint, action, parameters, expected):
    """The vendor's older client, which signs in the query, gets the same answer."""
    client = AcsClient(KEY_ID, KEY_SECRET, "cn-shanghai")
    request = CommonRequest(domain=endpoint, version="2020-07-01", action_name=action)
    request.set_protocol_type("http")
    for name, value in parameters.items():
        request.add_query_param(name, value)
    answer = json.loads(client.do_action_with_exception(request))
    assert answer["Data"] == expected["Data"], (answer, expected)


def main(url, calls_file, results_file):
    endpoint = url.removeprefix("http://")
    with open(calls_file, encoding="utf-8") as file:
        calls = json.load(file)
    client = client_of(endpoint, KEY_SECRET)
    results = []
    for it in calls:
        parameters = {**it["query"], **it.get("form", {})}
        results.append({"action": it["action"], "body": call(client, it["action"], parameters)})
    listing = next(it for it in calls if it["action"] == "ListOutboundNumbersOfUser")
    check_refusal(endpoint, listing["action"], listing["query"])
    expected = call(client, listing["action"], listing["query"])
    check_older_client(endpoint, listing["action"], listing["query"], expected)
    with open(results_file, "w", encoding="utf-8") as file:
        json.dump(results, file, ensure_ascii=False, indent=1)
    print(f"{len(results)} calls of the vendor's SDK were answered")


if __name__ == "__main__":
    main(*sys.argv[1:])
