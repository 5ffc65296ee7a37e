"""Sends requests by the vendor's own SDK, one for each case, in their order.

Usage: vendor_sdk.py URL CASES, where CASES is cases.json.
"""

import json
import sys

from alibabacloud_tea_openapi.client import Client
from alibabacloud_tea_openapi.models import Config
from alibabacloud_tea_openapi.utils import Utils
from alibabacloud_tea_openapi.utils_models import OpenApiRequest, Params
from darabonba.runtime import RuntimeOptions
from darabonba.url import Url


def client_of(endpoint, credentials, algorithm):
    """A client with the credentials of a case; the SDK finds out their kind by itself."""
    config = Config(endpoint=endpoint, protocol="http", signature_algorithm=algorithm)
    for name, value in credentials.items():
        setattr(config, name, value)
    return Client(config)


def styled(parameter):
    """A value in the form that the SDK's product clients give it before they send it."""
    name, value, style = parameter["name"], parameter["value"], parameter.get("style")
    if style is None or value is None:
        return value
    if style == "flat_keys":
        return Utils.map_to_flat_style(value)
    return Utils.array_to_string_with_specified_style(value, name, style)


def send(endpoint, case):
    parameters = [(it["in"], it["name"], styled(it)) for it in case["parameters"]]

    def of(place):
        return {name: value for kind, name, value in parameters if kind == place and value is not None}

    path = case["path"]
    for name, value in of("path").items():
        path = path.replace("{%s}" % name, Url.percent_encode(value))
    request = OpenApiRequest(headers={name: str(value) for name, value in of("header").items()})
    # The SDK sends a query in its caller's order, and here the caller sorts it.
    request.query = dict(sorted(Utils.query(of("query")).items()))
    places = {it["in"] for it in case["parameters"]}
    body_kind = "json" if places & {"body", "whole_body"} else "formData"
    if "form" in places:
        request.body = Utils.parse_to_map(of("form"))
    elif "body" in places:
        request.body = Utils.parse_to_map(of("body"))
    elif "whole_body" in places:
        request.body = next(iter(of("whole_body").values()))
    elif "file" in places:
        request.stream = bytes.fromhex(next(iter(of("file").values())))
    credentials = case["credentials"]
    params = Params(
        action=case["action"],
        version=case["version"],
        protocol="HTTP",
        pathname=path,
        method=case["method"],
        auth_type="AK" if credentials else "Anonymous",
        style="RPC" if path == "/" else "ROA",
        req_body_type=body_kind,
        body_type="json",
    )
    client = client_of(endpoint, credentials, case.get("algorithm"))
    client.call_api(params, request, RuntimeOptions())


def main(url, cases_file):
    with open(cases_file, encoding="utf-8") as file:
        cases = json.load(file)
    for case in cases:
        send(url.removeprefix("http://"), case)


if __name__ == "__main__":
    main(*sys.argv[1:])
