"""Starts MiniStack with nine changes that our functions need.

1. No Nagle's algorithm towards the functions. With it, each answer of the Lambda runtime API waits for a delayed
   acknowledgement: ~50 ms per invocation, which is half of what a P0 notification may take.
2. A mapping's MaximumConcurrency as a number. CloudFormation knows from the resource's schema that it is one;
   MiniStack 1.5.33 hands on the text of the template's parameter, and its poller then compares text with numbers.
3. After an invocation, 5 ms instead of 50 for a first log line of a function that says nothing. What a function
   says is written before its answer; a line that is late all the same comes with the next invocation's.
4. SQS batch calls judged as on AWS: who may SendMessage may SendMessageBatch, which is no permission of its own.
5. What the functions of the two APIs log is in the log, as that of the functions of queues is.
6. An SMS that was sent has the time, as an e-mail has.
7. Where an HTTP API has no CORS configuration of its own, a preflight goes to its route, as on AWS; MiniStack refuses
   it unseen. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
8. CloudFormation's AWS::Kinesis::ResourcePolicy, for the API that MiniStack has.
   https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesis-resourcepolicy.html
9. The condition keys dynamodb:Attributes and dynamodb:LeadingKeys, of every expression and for each item of a transaction:
   MiniStack knows the first of a projection only, and the second not at all.
   https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
"""

import inspect
import json
import re
import socketserver
import time

socketserver.StreamRequestHandler.disable_nagle_algorithm = True

from ministack.app import main  # noqa: E402  (it must see the line above)
from ministack.core import iam_actions, iam_evaluator, lambda_runtime  # noqa: E402
from ministack.services import apigateway, dynamodb, kinesis, lambda_svc, sns  # noqa: E402
from ministack.services.cloudformation import provisioners  # noqa: E402

concurrency = lambda_svc._sqs_esm_concurrency


def concurrency_as_number(mapping, *arguments, **named):
    scaling = mapping.get("ScalingConfig") or {}
    if "MaximumConcurrency" in scaling:
        scaling["MaximumConcurrency"] = int(scaling["MaximumConcurrency"])
    return concurrency(mapping, *arguments, **named)


lambda_svc._sqs_esm_concurrency = concurrency_as_number

drain = lambda_runtime.Worker._drain_stderr_bounded
first_line_wait, *other_waits = drain.__defaults__
drain.__defaults__ = (first_line_wait / 10, *other_waits)

action = iam_actions.extract_iam_action


def action_as_judged(*arguments, **named):
    name = action(*arguments, **named)
    return name.removesuffix("Batch") if name and name.startswith("sqs:") else name


iam_actions.extract_iam_action = action_as_judged

execute = lambda_svc._execute_function_with_config_scope


def execute_and_log(function, event):
    result = execute(function, event)
    output = result.get("log") if isinstance(result, dict) else None
    if output:
        name = (function.get("config") or function).get("FunctionName")
        lambda_svc.logger.info("API: Lambda %s output:\n%s", name, output)
    return result


lambda_svc._execute_function_with_config_scope = execute_and_log

sms_log = sns._sms_log_for


class Stamped:
    def __init__(self, messages):
        self.messages = messages

    def append(self, message):
        self.messages.append({**message, "Timestamp": time.time()})


sns._sms_log_for = lambda number: Stamped(sms_log(number))

source = inspect.getsource(apigateway._handle_execute_in_scope)
refusal = 'if method == "OPTIONS":'
if source.count(refusal) != 1:
    raise SystemExit("this MiniStack answers preflights in another way than the one that is changed here")
source = source.replace(refusal, 'if method == "OPTIONS" and cors_cfg:')
exec(compile(source, apigateway.__file__, "exec"), vars(apigateway))


def create_stream_policy(logical_id, properties, stack):
    kinesis._resource_policies[properties["ResourceArn"]] = json.dumps(properties["ResourcePolicy"])
    return properties["ResourceArn"], {}


def delete_stream_policy(arn, properties):
    kinesis._resource_policies.pop(arn, None)


provisioners._RESOURCE_HANDLERS["AWS::Kinesis::ResourcePolicy"] = {
    "create": create_stream_policy,
    "delete": delete_stream_policy,
}

# A placeholder at the beginning of a path; behind a dot it is a nested attribute.
TOP_LEVEL = re.compile(r"(?<![\w.])#\w+")


def condition_keys(request, table):
    names = request.get("ExpressionAttributeNames") or {}
    kinds = ("Condition", "Filter", "KeyCondition", "Projection", "Update")
    expressions = " ".join(request.get(f"{kind}Expression") or "" for kind in kinds)
    items = [request[part] for part in ("Key", "Item") if part in request]
    for batch in (request.get("RequestItems") or {}).values():
        for write in batch if isinstance(batch, list) else []:
            items += [write[kind][part] for kind, part in (("PutRequest", "Item"), ("DeleteRequest", "Key")) if kind in write]
    attributes = {names.get(found, found) for found in TOP_LEVEL.findall(expressions)}
    attributes.update(name for item in items for name in item)
    schema = (dynamodb._tables.get(table) or {}).get("KeySchema") or []
    hash_key = next((key["AttributeName"] for key in schema if key["KeyType"] == "HASH"), None)
    keys = [value for item in items if hash_key in item for value in item[hash_key].values()]
    found = {"dynamodb:Attributes": sorted(attributes), "dynamodb:LeadingKeys": keys}
    return {key: values for key, values in found.items() if values}


def table_of(request):
    return request.get("TableName") or next(iter(request.get("RequestItems") or {}), None)


dynamodb_context = iam_actions.dynamodb_service_context


def context_with_keys(body):
    request = json.loads(body or b"{}")
    return {**dynamodb_context(body), **condition_keys(request, table_of(request))}


iam_actions.dynamodb_service_context = context_with_keys

transaction_checks = iam_actions.dynamodb_transaction_checks


class Checked(str):
    """The ARN of a table, with what one item of a transaction asks for there."""


def transaction_checks_with_keys(action, body, *arguments):
    checks = transaction_checks(action, body, *arguments)
    details = [detail for item in json.loads(body or b"{}").get("TransactItems") or [] for detail in item.values()]
    checked = []
    for (item_action, arn), detail in zip(checks, details, strict=True):
        arn = Checked(arn)
        arn.context = condition_keys(detail, detail["TableName"])
        checked.append((item_action, arn))
    return checked


iam_actions.dynamodb_transaction_checks = transaction_checks_with_keys

enforce = iam_evaluator.enforce


def enforce_with_keys(*arguments, resource_arn=None, service_context=None, **named):
    if isinstance(resource_arn, Checked):
        service_context = {**(service_context or {}), **resource_arn.context}
        resource_arn = str(resource_arn)
    return enforce(*arguments, resource_arn=resource_arn, service_context=service_context, **named)


iam_evaluator.enforce = enforce_with_keys

main()
